import { expect, test } from "vitest";
import { AUDIT_ACTIONS, AUDIT_TARGET_KINDS } from "../../../../../src/contract/audit-actions.ts";
import en from "../../../locales/en/settings.json" with { type: "json" };
import zh from "../../../locales/zh/settings.json" with { type: "json" };

test.each([
  ["zh", zh],
  ["en", en],
])("whatever the audit trail records has a word in %s, and no code is shown to anybody", (_, { audit }) => {
  expect(Object.keys(audit.action)).toEqual(
    expect.arrayContaining(AUDIT_ACTIONS.map((action) => action.replace(".", "_"))),
  );
  expect(Object.keys(audit.kind)).toEqual(expect.arrayContaining([...AUDIT_TARGET_KINDS]));
});
