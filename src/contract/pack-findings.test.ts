import { expect, it } from "vitest";
import { standardDocument } from "../../test/support/shipped-pack.ts";
import { packFindings } from "./pack-findings.ts";

/** What is said of a promise of the standard pack with this change, by its place. */
function saidOf(change: Record<string, unknown>) {
  const document = structuredClone(standardDocument()) as { promises: Record<string, unknown>[] };
  const at = document.promises.findIndex(({ id }) => id === "e.idle");
  document.promises[at] = { ...document.promises[at], ...change };
  const findings = packFindings(document, { calendars: new Map(), now: 0 });
  return findings.filter(({ code }) => code === "schema").map(({ place, says }) => [place, says.zh, says.en]);
}

it("a fault of the format is said in both languages, in words and not in those of the program", () => {
  expect(saidOf({ source: undefined })).toEqual([["promises[e.idle].source", "此项必填", "this must be there"]]);
  expect(saidOf({ within: "-5m" })).toEqual([
    ["promises[e.idle].within", '"-5m" 不是 30m、2h、3d 这样的时长', '"-5m" is no duration like 30m, 2h, 3d'],
  ]);
  const [[, zh, en] = []] = saidOf({ pauses: ["asleep"] });
  expect(zh).toMatch(/^只能是 new、open、/);
  expect(en).toMatch(/^must be one of new, open, /);
});

it("a part that fits none of its forms is named with its place", () => {
  expect(saidOf({ on_breach: [{ escalate: "L9" }] })).toEqual([
    ["promises[e.idle].on_breach[0]", "不符合任何一种写法", "is written in none of the ways there are"],
  ]);
});
