import { expect, it } from "vitest";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { namesOf } from "./item-names.ts";

it("a team and an on-call list of one id keep their own names", () => {
  const team = { id: "engineering", name: { zh: "技术支持工程师", en: "Support engineers" } };
  const list = { id: "engineering", name: { zh: "技术支持值班", en: "Support engineers on call" } };
  const document = { teams: [team], on_call: [list] };
  const names = namesOf({ document, pack: null } as unknown as VersionDetail);
  expect(names.get("engineering")).toEqual(team.name);
  expect(names.get("on_call:engineering")).toEqual(list.name);
});
