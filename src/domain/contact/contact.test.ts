import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canBelongToOrganisation,
  likeness,
  maskEmail,
  maskPhone,
  nameFor,
  normaliseEmail,
  normalisePhone,
  organisationNameKey,
  owningDomains,
  recogniseCustomer,
} from "./index.ts";

test.each([
  [" Wang.Wei@Corp.COM.cn ", "wang.wei@corp.com.cn"],
  ["<a+x@b.cn>", "a+x@b.cn"],
  ["mailto:A@B.cn", "a@b.cn"],
  ["ｗａｎｇ＠corp.cn", "wang@corp.cn"],
  ["no address", null],
  ["a@b@c.cn", null],
  ["a@b..cn", null],
  [`${"x".repeat(65)}@b.cn`, null],
])("e-mail %s is %s", (given, wanted) => expect(normaliseEmail(given)).toBe(wanted));

test.each([
  ["138 1234 5678", "+8613812345678"],
  ["１３８－１２３４－５６７８", "+8613812345678"],
  ["+86 138-1234-5678", "+8613812345678"],
  ["0086 13812345678", "+8613812345678"],
  ["8613812345678", "+8613812345678"],
  ["010-6552 9988", "+861065529988"],
  ["(010)65529988转801", "+861065529988"],
  ["010-65529988-801", "+861065529988"],
  ["+86 (0)755 8321 4567", "+8675583214567"],
  ["0571 8765432", "+865718765432"],
  ["400-820-8820", "+864008208820"],
  ["+1 (415) 555-2671", "+14155552671"],
  ["00442079460000", "+442079460000"],
  ["6552 9988", null],
  ["12345", null],
  ["12812345678", null],
  ["call me", null],
])("phone %s is %s", (given, wanted) => expect(normalisePhone(given)).toBe(wanted));

test("normalising twice changes nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.emailAddress(), fc.stringMatching(/^\+?[\d -]{6,16}$/)), (text) => {
      const email = normaliseEmail(text);
      if (email !== null) expect(normaliseEmail(email)).toBe(email);
      const phone = normalisePhone(text);
      if (phone !== null) expect(normalisePhone(phone)).toBe(phone);
    }),
  );
});

test("REQ: IN-14 the middle of a phone and the name of a mailbox are hidden", () => {
  expect(maskPhone("+8613812345678")).toBe("138****5678");
  expect(maskPhone("+861065529988")).toBe("+8610****9988");
  expect(maskPhone("+14155552671")).toBe("+141****2671");
  expect(maskEmail("wang.wei@corp.cn")).toBe("w***@corp.cn");
  expect(maskEmail("w@corp.cn")).toBe("***@corp.cn");
});

test("an organisation owns its domain and what lies below, never a provider's or a country's", () => {
  expect(owningDomains("it.corp.com.cn")).toEqual(["it.corp.com.cn", "corp.com.cn"]);
  expect(owningDomains("qq.com")).toEqual([]);
  expect(canBelongToOrganisation("com.cn")).toBe(false);
  expect(canBelongToOrganisation("localhost")).toBe(false);
});

test("REQ: IN-13 the sender is recognised by address, then by domain, and no organisation is invented", () => {
  const known = { contactId: "c1", mergedInto: null };
  expect(recogniseCustomer({ email: "a@corp.cn", known, domainOwnerId: "o1" })).toEqual({
    kind: "known",
    contactId: "c1",
  });
  expect(recogniseCustomer({ email: "a@corp.cn", known: { ...known, mergedInto: "c2" }, domainOwnerId: null })).toEqual(
    { kind: "known", contactId: "c2" },
  );
  const stranger = (email: string | null, domainOwnerId: string | null) =>
    recogniseCustomer({ email, known: null, domainOwnerId });
  expect(stranger("a@corp.cn", "o1")).toEqual({ kind: "new", organisationId: "o1", proposedDomain: null });
  expect(stranger("a@corp.cn", null)).toEqual({ kind: "new", organisationId: null, proposedDomain: "corp.cn" });
  expect(stranger("a@qq.com", "o1")).toEqual({ kind: "new", organisationId: null, proposedDomain: null });
  expect(stranger(null, null)).toEqual({ kind: "new", organisationId: null, proposedDomain: null });
});

test("one firm under two spellings has one key", () => {
  expect(organisationNameKey("深圳市华为技术有限公司")).toBe("华为技术");
  expect(organisationNameKey("华为技术（中国）")).toBe("华为技术");
  expect(organisationNameKey("Acme Tools Co., Ltd.")).toBe("acmetools");
  expect(organisationNameKey("上海集团")).toBe("上海");
  expect(likeness("华为技术", "华为科技")).toBeCloseTo(1 / 3);
});

test("a name is one clean line, or the mailbox's name", () => {
  expect(nameFor('"王伟"', "w@corp.cn")).toBe("王伟");
  expect(nameFor("w@corp.cn", "w@corp.cn")).toBe("w");
  expect(nameFor("\u202eevil\nname", null)).toBe("evil name");
  expect(nameFor("", null)).toBe("?");
  expect(nameFor("x".repeat(500), null)).toHaveLength(200);
});
