import { expect, test } from "vitest";
import { findWarnings, type Checked } from "./find-warnings.ts";

const kinds = (changes: Partial<Checked>) =>
  findWarnings({ tab: "reply", text: "您好", recipients: 1, files: 0, ...changes }).map(({ kind }) => kind);

test("a promise without a time is named in both languages (REQ: HA-06)", () => {
  expect(findWarnings({ tab: "reply", text: "我们会尽快处理", recipients: 1, files: 0 })).toEqual([
    { kind: "vague", word: "尽快" },
  ]);
  expect(kinds({ text: "We will fix it ASAP." })).toEqual(["vague"]);
  expect(kinds({ text: "Sooner or later the soonest" })).toEqual([]);
});

test("a file that is spoken of must be there", () => {
  expect(kinds({ text: "详见附件" })).toEqual(["no_file"]);
  expect(kinds({ text: "Please see the attached log" })).toEqual(["no_file"]);
  expect(kinds({ text: "详见附件", files: 1 })).toEqual([]);
});

test("nobody to get it and gaps of a script are told; a note goes to nobody outside", () => {
  expect(kinds({ recipients: 0 })).toEqual(["no_recipient"]);
  expect(kinds({ text: "请于 {{ due }} 前" })).toEqual(["unfilled"]);
  expect(kinds({ tab: "note", recipients: 0, text: "尽快，见附件 {{due}}" })).toEqual([]);
});
