import { describe, expect, it } from "vitest";
import { makeMessageId, openMessageId } from "./message-id.ts";
import { readAuthenticationResults } from "./read-authentication-results.ts";
import { messageIds, readReferences } from "./read-references.ts";
import { mailboxAddressOf, makeSignedAddress, openSignedAddress } from "./signed-address.ts";
import { readSubjectToken, stripSubject } from "./subject-token.ts";

const ticketId = "0190a5c0-1234-7abc-8def-0123456789ab";
const mailbox = { id: "0190a5c0-0000-7000-8000-000000000001", address: "Support@desk.cn" };

/** REQ: IN-01 */
describe("signed address", () => {
  const address = makeSignedAddress("secret", mailbox, ticketId);

  it("opens for its mailbox, in any case, and fits a local part", () => {
    expect(openSignedAddress("secret", mailbox, address)).toBe(ticketId);
    expect(openSignedAddress("secret", mailbox, address.toUpperCase())).toBe(ticketId);
    expect(address.split("@")[0]!.length).toBeLessThanOrEqual(64);
    expect(mailboxAddressOf(address)).toBe("support@desk.cn");
  });

  it("opens for no other secret, mailbox, ticket or domain", () => {
    expect(openSignedAddress("other", mailbox, address)).toBeNull();
    expect(openSignedAddress("secret", { ...mailbox, id: "0190a5c0-0000-7000-8000-000000000002" }, address)).toBeNull();
    expect(openSignedAddress("secret", mailbox, address.replace(/\+t./, "+t1"))).toBeNull();
    expect(openSignedAddress("secret", mailbox, address.replace("desk.cn", "evil.cn"))).toBeNull();
    expect(
      openSignedAddress("secret", mailbox, "support+tzzzzzzzzzzzzzzzzzzzzzzzzz.0123456789abcdef@desk.cn"),
    ).toBeNull();
  });
});

describe("Message-ID", () => {
  const id = makeMessageId("secret", { ticketId, messageId: mailbox.id, random: "0abc", domain: "desk.cn" });

  it("opens when it is ours and not when it is forged", () => {
    expect(openMessageId("secret", id)).toEqual({ ticketId, messageId: mailbox.id });
    expect(openMessageId("other", id)).toBeNull();
    expect(openMessageId("secret", id.replace(".0abc.", ".0abd."))).toBeNull();
    expect(openMessageId("secret", "<CAKsfaBW4@mail.gmail.com>")).toBeNull();
  });
});

describe("references", () => {
  const mail = (headers: Record<string, string>): string[] =>
    readReferences({ header: (name) => headers[name] ?? null });

  it("names In-Reply-To first, then References from right to left, each once", () => {
    expect(mail({ "in-reply-to": "<c@x>", references: "<a@x> <b@x>\t<c@x>" })).toEqual(["<c@x>", "<b@x>", "<a@x>"]);
  });

  it("forgives dropped brackets and an id that was folded", () => {
    expect(messageIds("a@x, b@x")).toEqual(["<a@x>", "<b@x>"]);
    expect(messageIds("<very.long. id@x>")).toEqual(["<very.long.id@x>"]);
    expect(messageIds("message of Monday")).toEqual([]);
  });
});

describe("subject", () => {
  it("gives the token, of the subject first, and the bare subject", () => {
    expect(readSubjectToken("回复：[#HD-1024] 打印机", "[#HD-1]")).toBe("HD-1024");
    expect(readSubjectToken("Re: x", "old [#HD-1]\nnew [#hd-2]")).toBe("HD-2");
    expect(readSubjectToken("Re: #1024", "")).toBeNull();
    expect(stripSubject("回复：Re[2]: 转发: 答复: FW: RE：[#HD-1024] 打印机 坏了")).toBe("打印机 坏了");
    expect(stripSubject("Regarding: x")).toBe("Regarding: x");
  });
});

describe("authentication results", () => {
  const read = (...headers: string[]): string => readAuthenticationResults(headers, ["mx.desk.cn"], "b.cn");

  it("believes the top-most header of a trusted server alone", () => {
    expect(read("mx.desk.cn; spf=fail; dkim=pass header.d=b.cn; dmarc=pass header.from=b.cn")).toBe("pass");
    expect(read("mx.desk.cn; dmarc=fail (p=reject) header.from=b.cn")).toBe("fail");
    expect(read("evil.example; dmarc=pass", "mx.desk.cn; dmarc=pass")).toBe("none");
    expect(read()).toBe("none");
  });

  it("without dmarc asks for a pass that is aligned with the sender", () => {
    expect(read("mx.desk.cn 1; dkim=pass header.d=mail.b.cn")).toBe("pass");
    expect(read("mx.desk.cn; dkim=pass header.d=evil.cn; spf=pass smtp.mailfrom=x@evil.cn")).toBe("none");
  });
});
