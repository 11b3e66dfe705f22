import { expect, test } from "vitest";
import type { Person } from "../../core/staff/index.ts";
import type { ReplyTicket } from "./reply-store.ts";
import { renderReply, type Reply } from "./render-reply.ts";

const TICKET: ReplyTicket = {
  number: 1024,
  subject: "续费",
  mailboxId: null,
  contactName: "王<伟>",
  organisationName: null,
  teamName: "服务台",
  greetingZh: "{{contact.name}}，您好！",
  greetingEn: "Hello {{contact.name}},",
  nextDueAt: null,
  contactTimeZone: null,
};
const AUTHOR = { name: "陈工", agentNumber: "A07", department: null, signatureHtml: "" } as Person;
const render = (given: Partial<Reply>) =>
  renderReply({
    html: "<p>正文 {{ticket.number}} {{due}}</p>",
    text: "正文 {{ticket.number}} {{due}}",
    language: "zh",
    ticket: TICKET,
    author: AUTHOR,
    kind: "reply",
    isFirst: true,
    brandName: "闭环",
    timeZone: "Asia/Shanghai",
    ...given,
  });

test("REQ: IN-06 greeting, text and signature, with names escaped in HTML and unknown values left out", () => {
  const { html, text } = render({});
  expect(html).toContain("王&lt;伟&gt;，您好！");
  expect(html).toContain("正文 HD-1024 </p>");
  expect(html).toContain("陈工 · 工号 A07<br>服务台 · 闭环");
  expect(text).toBe("王<伟>，您好！\n\n正文 HD-1024 \n\n陈工 · 工号 A07\n服务台 · 闭环");
});

test("English customers get the English greeting and signature", () => {
  const { text } = render({ language: "en", author: { ...AUTHOR, signatureHtml: "<p>Best regards,<br>Chen</p>" } });
  expect(text).toMatch(/^Hello 王<伟>,/);
  expect(text).toMatch(/Best regards,\nChen\n陈工 · Agent no. A07\n服务台 · 闭环$/);
});

test("a machine neither greets nor signs; a second answer does not greet again, a notice greets in its own words", () => {
  expect(render({ author: null }).text).toBe("正文 HD-1024 ");
  expect(render({ isFirst: false }).text).not.toContain("您好");
  expect(render({ kind: "result_notice" }).text).not.toContain("您好");
});

test("plain text becomes HTML without markup of its own", () => {
  expect(render({ html: null, text: "a <b>\nc", author: null }).html).toContain("a &lt;b&gt;<br>c");
});
