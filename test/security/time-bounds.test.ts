import { expect, test } from "vitest";
import { parseMail } from "../../src/channels/email/parse-mail.ts";
import { readAuthenticationResults } from "../../src/channels/email/read-authentication-results.ts";
import { readBounce } from "../../src/channels/email/read-bounce.ts";
import { readSubjectToken, stripSubject } from "../../src/channels/email/subject-token.ts";
import { recogniseAutomaticMail } from "../../src/channels/email/recognise-automatic-mail.ts";
import { splitQuotation } from "../../src/channels/email/split-quotation.ts";
import { BODY_CHARS_MAX } from "../../src/contract/common.ts";
import { normaliseEmail, normalisePhone } from "../../src/domain/contact/index.ts";
import { guessKind } from "../../src/domain/routing/index.ts";
import { indexTexts, makeSnippet, parseSearch } from "../../src/domain/search/index.ts";
import { htmlToText, sanitizeHtml } from "../../src/platform/html/index.ts";
import { scrubText } from "../../src/platform/log/scrub.ts";
import { readMail } from "../support/inbound-mail.ts";
import { workMs } from "../support/work-ms.ts";

const CHARS = 1_000_000;
/** Generous for a slow machine: what is quadratic in a million takes minutes. */
const MS_MAX = 5_000;
const full = (unit: string, chars = CHARS) => unit.repeat(Math.ceil(chars / unit.length)).slice(0, chars);

function inTime(name: string, work: () => unknown): void {
  expect([name, workMs(() => void work()) < MS_MAX]).toEqual([name, true]);
}

const TEXTS: [string, string][] = [
  ["spaces", full(" ")],
  ["tabs and spaces at the end", `x${full(" \t")}x`],
  ["quotes", full("> ")],
  ["quotes in lines", full("> x\n")],
  ["on … wrote", full("On 1 ")],
  ["attributions without an end", full("On Mon, 1 Jan 2024 10:00, a <a@b.c> \n")],
  ["header labels", full("From: a\n")],
  ["dashes", full("-")],
  ["dashes in lines", full("----------\n")],
  ["delimiters", full("##-")],
  ["brackets", full("[#")],
  ["tokens", full("[#HD-1] ")],
  ["angle brackets", full("<")],
  ["at signs", full("a@")],
  ["addresses", full("a@b.c ")],
  ["one long address", `${full("a")}@${"b.".repeat(1000)}c`],
  ["dots", full("a.")],
  ["digits", full("1")],
  ["digits and dashes", full("138-")],
  ["colons", full("状态:")],
  ["quotation marks", full('"')],
  ["open phrases", full('"a ')],
  ["Chinese", full("打印机")],
  ["prefixes", full("Re: ")],
  ["brackets round", full("(")],
  ["comments", full("(a")],
  ["line breaks", full("\n")],
  ["add … list", full("added ")],
  ["user unknown", full("user ")],
];

const words = (run: string) => [...run];

test.each(TEXTS)("a megabyte of %s ends in time, wherever text is read", (name, text) => {
  const mail = { header: () => text, fromAddress: text, subject: text, text, isBounce: false };
  inTime(`${name}: quotation`, () => splitQuotation(text));
  inTime(`${name}: subject`, () => [readSubjectToken(text.slice(0, 500), text), stripSubject(text.slice(0, 500))]);
  inTime(`${name}: automatic`, () => recogniseAutomaticMail(mail, { instanceId: "x", addresses: new Set() }));
  inTime(`${name}: proof`, () => readAuthenticationResults([text.slice(0, 64_000)], ["x"], "b.c"));
  inTime(`${name}: kind`, () => guessKind(text.slice(0, 500), text));
  inTime(`${name}: address, phone`, () => [normaliseEmail(text), normalisePhone(text)]);
  inTime(`${name}: log`, () => scrubText(text.slice(0, 50_000)));
  inTime(`${name}: search`, () =>
    parseSearch(text.slice(0, 2_000), { today: { year: 2026, month: 1, day: 1 }, cut: words }),
  );
  inTime(`${name}: index`, () => indexTexts([text]));
  inTime(`${name}: snippet`, () => makeSnippet(text, [{ kind: "words", text: "zz", lexemes: ["zz"], prefix: true }]));
});

const HTMLS: [string, string][] = [
  ["open tags", full("<div>")],
  ["open quotations", full("<blockquote>")],
  ["comments", full("<!--")],
  ["attributes", `<a ${full("x=")}>`],
  ["styles", `<p style="${full("color:red;")}">`],
  ["style without an end", `<p style="font-family:${full("a,")}">`],
  ["entities", full("&amp;")],
  ["numbers as entities", full("&#x10ffff;")],
  ["half tags", full("</")],
  ["data images", `<img src="data:image/png;base64,${full("A")}">`],
  ["images", full('<img src="https://a.b/c">')],
  ["links", full('<a href="javascript:x">')],
  ["scripts", full("<script>")],
  ["tables", full("<table><tr><td>")],
  ["blanks", `<p>${full("&nbsp; ")}</p>`],
];

const mailOf = (type: string, body: string, headers = "") =>
  Buffer.from(`From: a@b.c\r\nTo: s@d.e\r\n${headers}MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`);

const message = (raw: Buffer) => readMail({ raw });

test.each(HTMLS)("a megabyte of %s ends in time, wherever HTML is read", (name, html) => {
  // What staff write is bounded by the contract; mails are looked at before they are read as HTML.
  inTime(`${name}: clean`, () => sanitizeHtml(html.slice(0, BODY_CHARS_MAX)));
  inTime(`${name}: text`, () => htmlToText(html.slice(0, BODY_CHARS_MAX)));
  inTime(`${name}: mail`, () => message(mailOf("text/html", html)));
});

const nested = (depth: number) => {
  let body = "x";
  for (let at = 0; at < depth; at++)
    body = `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n${body}\r\n--b${at}--\r\n`;
  return Buffer.from(`From: a@b.c\r\n${body}`);
};

const MAILS: [string, () => Buffer][] = [
  [
    "10,000 parts",
    () => mailOf('multipart/mixed; boundary="b"', "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000)),
  ],
  [
    "10,000 files",
    () =>
      mailOf(
        'multipart/mixed; boundary="b"',
        "--b\r\nContent-Disposition: attachment; filename=x\r\n\r\nx\r\n".repeat(10_000),
      ),
  ],
  ["a header of a megabyte", () => mailOf("text/plain", "x", `X-Long: ${full("a")}\r\n`)],
  ["a header of a megabyte in folds", () => mailOf("text/plain", "x", `Subject: a\r\n${full(" b\r\n")}`)],
  ["100,000 headers", () => mailOf("text/plain", "x", "X: y\r\n".repeat(100_000))],
  ["a subject of encoded words", () => mailOf("text/plain", "x", `Subject: ${full("=?UTF-8?Q?a?= ", 60_000)}\r\n`)],
  ["a subject of half words", () => mailOf("text/plain", "x", `Subject: ${full("=?UTF-8?Q?", 60_000)}\r\n`)],
  ["50,000 recipients", () => mailOf("text/plain", "x", `To: ${full("a@b.c, ", 350_000)}\r\n`)],
  ["groups in groups", () => mailOf("text/plain", "x", `To: ${full("a:", 60_000)}\r\n`)],
  ["quotes in addresses", () => mailOf("text/plain", "x", `From: ${full('"', 60_000)}\r\n`)],
  ["comments in addresses", () => mailOf("text/plain", "x", `From: ${full("(", 60_000)}\r\n`)],
  ["100,000 references", () => mailOf("text/plain", "x", `References: ${full("<a@b> ", 600_000)}\r\n`)],
  ["nesting of 5,000", () => nested(5_000)],
  ["a boundary that is everywhere", () => mailOf('multipart/mixed; boundary="-"', full("-"))],
  ["an empty boundary", () => mailOf('multipart/mixed; boundary=""', full("--\r\n"))],
  ["parameters", () => mailOf(`text/plain; ${full("a*0=b;", 60_000)}`, "x")],
  ["bad base64", () => mailOf("text/plain\r\nContent-Transfer-Encoding: base64", full("="))],
  ["bad quoted-printable", () => mailOf("text/plain\r\nContent-Transfer-Encoding: quoted-printable", full("="))],
  [
    "uuencoded without an end",
    () => mailOf("text/plain\r\nContent-Transfer-Encoding: x-uuencode", full("begin 644 a\n")),
  ],
  ["UTF-7", () => mailOf("text/plain; charset=utf-7", full("+"))],
  ["a charset of a megabyte", () => mailOf(`text/plain; charset=${full("x")}`, "x")],
  ["nothing but NUL", () => Buffer.alloc(CHARS)],
  [
    "a bounce of status fields",
    () =>
      mailOf(
        "multipart/report; report-type=delivery-status; boundary=b",
        `--b\r\nContent-Type: message/delivery-status\r\n\r\n${full("a: b\r\n\r\n")}`,
      ),
  ],
  [
    "a bounce of folds",
    () =>
      mailOf(
        "multipart/report; report-type=delivery-status; boundary=b",
        `--b\r\nContent-Type: message/delivery-status\r\n\r\na: b\r\n${full(" \r\n ")}`,
      ),
  ],
  [
    "a broken winmail.dat",
    () => mailOf("application/ms-tnef; name=winmail.dat", `\x78\x9f\x3e\x22${full("\x00\x01\xff")}`),
  ],
];

test.each(MAILS)("a mail with %s ends in time, read or kept as unreadable", (name, make) => {
  const raw = make();
  inTime(`${name}: message`, () => message(raw));
  inTime(`${name}: bounce`, () => {
    const parsed = parseMail(raw);
    if (parsed.readable) readBounce(parsed.mail);
  });
});
