import { expect, test } from "vitest";
import { knownAddresses, usualRecipients } from "./known-addresses.ts";

type Known = Parameters<typeof knownAddresses>[0];
const page = {
  contactCard: { emails: ["zhang@a.cn", "zhang@home.cn"] },
  messages: [
    { direction: "in", fromAddress: "zhang@a.cn", to: ["support@desk.cn"], cc: ["boss@a.cn"] },
    { direction: "out", fromAddress: "support@desk.cn", to: ["zhang@a.cn"], cc: ["li@a.cn"] },
    { direction: "note", fromAddress: "", to: [], cc: ["colleague@desk.cn"] },
  ],
} as unknown as Known;

test("an address that is not shown in clear is never written to", () => {
  const masked = { ...page, contactCard: { emails: ["z***@a.cn"] } } as Known;
  expect(knownAddresses(masked)).toEqual(["zhang@a.cn", "boss@a.cn", "li@a.cn"]);
});

test("the customer's first address gets it; everybody who took part outside can be chosen, our mailbox cannot", () => {
  expect(usualRecipients(page)).toEqual(["zhang@a.cn"]);
  expect(knownAddresses(page)).toEqual(["zhang@a.cn", "zhang@home.cn", "boss@a.cn", "li@a.cn"]);
});
