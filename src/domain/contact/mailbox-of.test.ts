import { expect, test } from "vitest";
import { mailboxOf } from "./mailbox-of.ts";

test.each([
  ["li@desk.example", "li@desk.example"],
  ["li+2@desk.example", "li@desk.example"],
  ["l.i+x+y@gmail.com", "li@gmail.com"],
  ["li@googlemail.com", "li@gmail.com"],
  ["l.i@desk.example", "l.i@desk.example"],
])("%s most likely ends in %s", (email, mailbox) => {
  expect(mailboxOf(email)).toBe(mailbox);
});
