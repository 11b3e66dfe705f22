import { expect, test } from "vitest";
import { openSecret, sealSecret } from "./seal-secret.ts";

const sealed = sealSecret("key", "mailbox/1", "授权码");

test("a sealed secret opens under its key and purpose", () => {
  expect(openSecret("key", "mailbox/1", sealed)).toBe("授权码");
  expect(sealed.includes(Buffer.from("授权码"))).toBe(false);
  expect(sealSecret("key", "mailbox/1", "授权码").equals(sealed)).toBe(false);
});

test("another key, another purpose and damaged bytes open nothing", () => {
  const damaged = Buffer.from(sealed);
  damaged[damaged.length - 1]! ^= 1;
  expect(openSecret("other", "mailbox/1", sealed)).toBeNull();
  expect(openSecret("key", "mailbox/2", sealed)).toBeNull();
  expect(openSecret("key", "mailbox/1", damaged)).toBeNull();
  expect(openSecret("key", "mailbox/1", Buffer.alloc(3))).toBeNull();
});
