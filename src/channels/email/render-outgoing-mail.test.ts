import { expect, test } from "vitest";
import type { OutgoingMessage } from "../../domain/channel/outgoing-message.ts";
import { takesPlusAddresses, type OutgoingMailbox } from "./outgoing-mailbox.ts";
import { nextAttemptAt, RETRY_AFTER_MS } from "./outgoing-retries.ts";
import { REFERENCES_SENT_MAX, renderOutgoingMail, shortReferences } from "./render-outgoing-mail.ts";

const ID = "019a0000-0000-7000-8000-000000000001";
const MAILBOX: OutgoingMailbox = { id: ID, name: "支持", address: "support@desk.example", smtp: null, dkim: null };
const MESSAGE: OutgoingMessage = {
  messageId: ID,
  ticketId: ID,
  ticketNumber: 1024,
  mailboxId: null,
  automatic: false,
  first: false,
  to: ["a@acme.example"],
  cc: [],
  subject: "续费",
  html: "<p>好</p>",
  text: "好",
  language: "zh",
  externalId: null,
  inReplyTo: "<q@acme.example>",
  references: ["<q@acme.example>"],
  files: [],
};
const render = (given: Partial<OutgoingMessage> = {}, mailbox = MAILBOX) =>
  renderOutgoingMail(
    { ...MESSAGE, ...given },
    {
      mailbox,
      brand: { name: "闭环<b>", colour: "#1668dc" },
      secret: "s",
      instanceId: "i",
      externalId: "<x@y>",
      contents: [],
    },
  );

test("the subject stays as it was, with one Re: and the token once", () => {
  expect(render().subject).toBe("Re: 续费");
  expect(render({ subject: "回复：续费" }).subject).toBe("回复：续费");
  expect(render({ first: true }).subject).toBe("Re: 续费 [#HD-1024]");
  expect(render({ first: true, subject: "Re: 续费 [#HD-1024]" }).subject).toBe("Re: 续费 [#HD-1024]");
  expect(render({ inReplyTo: null }).subject).toBe("续费");
  expect(render({ subject: "a\r\nBcc: b@c" }).subject).toBe("Re: a Bcc: b@c");
});

test("only machines ask for silence, and the organisation's name is text", () => {
  expect(render().headers).toEqual({ "X-Helpdesk-Instance": "i" });
  expect(render({ automatic: true }).headers).toMatchObject({ "Auto-Submitted": "auto-replied" });
  expect(render({ automatic: true }).html).toContain("闭环&lt;b&gt;");
});

test("a provider without plus addresses gets its plain address back", () => {
  const plain = { ...MAILBOX, address: "kefu@163.com" };
  expect(takesPlusAddresses(plain)).toBe(false);
  expect(takesPlusAddresses({ ...MAILBOX, address: "a@mycompany163.com" })).toBe(true);
  const mail = render({}, plain);
  expect(mail.replyTo).toBeUndefined();
  expect(mail.envelope).toEqual({ from: "kefu@163.com", to: ["a@acme.example"] });
});

test("references keep the first and the newest", () => {
  const many = Array.from({ length: 40 }, (_, at) => `<${at}@x>`);
  const short = shortReferences(many);
  expect(short).toHaveLength(REFERENCES_SENT_MAX);
  expect([short[0], short[1], short.at(-1)]).toEqual(["<0@x>", "<21@x>", "<39@x>"]);
  expect(shortReferences(["<a@x>", "<a@x>"])).toEqual(["<a@x>"]);
});

test("pauses grow and end", () => {
  expect(nextAttemptAt(1, 0)).toBe(60_000);
  expect(nextAttemptAt(RETRY_AFTER_MS.length, 0)).toBe(6 * 3_600_000);
  expect(nextAttemptAt(RETRY_AFTER_MS.length + 1, 0)).toBeNull();
});
