import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { parseMail } from "./parse-mail.ts";
import type { ParsedMail } from "./parse-mail.ts";
import { readBounce } from "./read-bounce.ts";
import { INSTANCE_HEADER, recogniseAutomaticMail } from "./recognise-automatic-mail.ts";
import type { AutomaticInput } from "./recognise-automatic-mail.ts";

const OWN = { instanceId: "desk-1", addresses: new Set(["support@desk.cn"]) };

function input(headers: Record<string, string>, more: Partial<AutomaticInput> = {}): AutomaticInput {
  return {
    header: (name) => headers[name] ?? null,
    fromAddress: headers["from"] ?? "a@b.cn",
    subject: headers["subject"] ?? "",
    text: "",
    isBounce: false,
    ...more,
  };
}

function mailOf(raw: Buffer): ParsedMail {
  const answer = parseMail(raw);
  if (!answer.readable) throw new Error(answer.reason);
  return answer.mail;
}

/** REQ: IN-01 */
describe("recogniseAutomaticMail", () => {
  it("answers as every row of the fixtures says", (context) => {
    const file = skipWithoutSharedData(context, "../reference/channels/email-fixtures.json");
    const { autoReply } = JSON.parse(readFileSync(file, "utf8")) as {
      autoReply: { headers: Record<string, string>; mayAutoReply: boolean }[];
    };
    expect(autoReply.length).toBeGreaterThanOrEqual(25);
    for (const row of autoReply) {
      const verdict = recogniseAutomaticMail(input(row.headers), OWN);
      expect(verdict.mayAcknowledge, JSON.stringify(row.headers)).toBe(row.mayAutoReply);
    }
  });

  it("does not take a person who asks for silence for a machine", () => {
    const verdict = recogniseAutomaticMail(input({ "x-auto-response-suppress": "All" }), OWN);
    expect(verdict).toMatchObject({ isAutomatic: false, mayAcknowledge: false, mayOpenTicket: true });
  });

  it("drops what this desk itself has sent", () => {
    expect(recogniseAutomaticMail(input({ [INSTANCE_HEADER]: "desk-1" }), OWN)).toMatchObject({
      isOwn: true,
      mayOpenTicket: false,
    });
    expect(recogniseAutomaticMail(input({ from: "support@desk.cn" }), OWN).isOwn).toBe(true);
    expect(recogniseAutomaticMail(input({ [INSTANCE_HEADER]: "another desk" }), OWN).isOwn).toBe(false);
  });

  it("lets a monitoring system open a ticket and an absence notice not", () => {
    expect(recogniseAutomaticMail(input({ "auto-submitted": "auto-generated" }), OWN).mayOpenTicket).toBe(true);
    expect(recogniseAutomaticMail(input({ "auto-submitted": "auto-replied" }), OWN).mayOpenTicket).toBe(false);
  });
});

describe("readBounce", () => {
  /** Mails of people (of two senders of spam) among the bounces: those do open a ticket. */
  const OF_PEOPLE = ["spam-bogus-email-in-report.msg", "spam-with-image.msg"];

  it("recognises the corpus: never opens a ticket, never answered", (context) => {
    const base = skipWithoutSharedData(context, "mail/bounces/corpus");
    const names = readdirSync(base);
    expect(names.length).toBe(126);
    const opening: string[] = [];
    let bounces = 0;
    let withMessage = 0;
    for (const name of names) {
      const mail = mailOf(readFileSync(path.join(base, name)));
      const bounce = readBounce(mail);
      if (bounce) bounces++;
      if (bounce?.originalMessageId) withMessage++;
      const verdict = recogniseAutomaticMail(
        {
          header: mail.header,
          fromAddress: mail.from?.address ?? "",
          subject: mail.subject,
          text: mail.text,
          isBounce: bounce !== null,
        },
        OWN,
      );
      if (verdict.mayOpenTicket || verdict.mayAcknowledge) opening.push(name);
    }
    expect(opening).toEqual(OF_PEOPLE);
    expect(bounces).toBeGreaterThanOrEqual(119);
    expect(withMessage).toBeGreaterThanOrEqual(110);
  });

  const CASES: [file: string, kind: string, recipient: string, status: string | null][] = [
    ["user-unknown-dne.msg", "hard", "recipient@example.net", "5.0.0"],
    ["quota-2.msg", "soft", "junkmail@b.c", "4.0.0"],
    ["message-too-large.msg", "soft", "john.smith@eu.a.b.c", "5.2.3"],
    ["spam-rejection25.msg", "policy", "john.smith.g@test.com", "5.7.3"],
    ["gmail-via-sendmail.unknown.msg", "hard", "recipient@example.net", "5.7.1"],
    ["warning-8.msg", "delayed", "fred.bloggs@alfred.b.c", "4.0.0"],
    ["qmail.unknown.msg", "hard", "recipient@example.net", "5.1.1"],
    ["exchange.unknown.msg", "hard", "recipient@example.net", null],
    ["domino.unknown.msg", "hard", "recipient@example.net", null],
    ["quota.msg", "soft", "a@b.c", null],
  ];
  it.for(CASES)("reads %s as %s of %s", ([file, kind, recipient, status], context) => {
    const base = skipWithoutSharedData(context, "mail/bounces/corpus");
    expect(readBounce(mailOf(readFileSync(path.join(base, file))))).toMatchObject({ kind, recipient, status });
  });

  it("reads the DSN of the fixtures", (context) => {
    const file = skipWithoutSharedData(context, "../reference/channels/email-fixtures.json");
    const { eml } = JSON.parse(readFileSync(file, "utf8")) as {
      eml: { raw_base64: string; dsn?: { finalRecipient: string; status: string; originalMessageId: string } }[];
    };
    const row = eml.find(({ dsn }) => dsn)!;
    expect(readBounce(mailOf(Buffer.from(row.raw_base64, "base64")))).toMatchObject({
      kind: "hard",
      recipient: row.dsn!.finalRecipient,
      status: row.dsn!.status,
      originalMessageId: row.dsn!.originalMessageId,
    });
  });

  it("reads the free words of NetEase and QQ", () => {
    const netease =
      "From: PostMaster@163.com\nTo: s@x.cn\nSubject: 系统退信\n\n抱歉，您的邮件被退回来了\n收件人：bad@163.com\n退信原因：该用户不存在\nUser not found";
    expect(readBounce(mailOf(Buffer.from(netease)))).toMatchObject({ kind: "hard", recipient: "bad@163.com" });
    const qq =
      "From: PostMaster@qq.com\nTo: s@x.cn\nSubject: 来自qq.com的退信\n\n发送给 10001@qq.com 的邮件未能送达\n收件人空间不足";
    expect(readBounce(mailOf(Buffer.from(qq)))).toMatchObject({ kind: "soft", recipient: "10001@qq.com" });
  });

  it("takes no person's mail about a bounce for one", () => {
    expect(
      readBounce(
        mailOf(Buffer.from("From: li@b.cn\nSubject: 收到退信怎么办\n\n我发给 a@b.cn 的邮件被退信，User not found")),
      ),
    ).toBeNull();
  });
});
