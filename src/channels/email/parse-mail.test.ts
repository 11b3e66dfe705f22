import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { workMs } from "../../../test/support/work-ms.ts";
import { ATTACHMENTS_MAX, DEPTH_MAX, HEADER_BYTES_MAX, MAIL_BYTES_MAX, PARTS_MAX } from "./mail-bounds.ts";
import { parseMail } from "./parse-mail.ts";
import type { ParsedMail } from "./parse-mail.ts";

const FIXTURES = "../reference/channels/email-fixtures.json";

type Fixtures = {
  headers: { id: string; header: string; expect: string }[];
  eml: { id: string; raw_base64: string; subject?: string; text?: string; filename?: string }[];
};

function mailOf(raw: Buffer | string): ParsedMail {
  const answer = parseMail(Buffer.from(raw as string));
  if (!answer.readable) throw new Error(`unreadable: ${answer.reason}`);
  return answer.mail;
}

function reasonOf(raw: Buffer | string): string {
  const answer = parseMail(Buffer.from(raw as string));
  return answer.readable ? "readable" : answer.reason;
}

/** REQ: IN-01 */
describe("parseMail reads the fixtures", () => {
  it("decodes every header row", (context) => {
    const fixtures = JSON.parse(readFileSync(skipWithoutSharedData(context, FIXTURES), "utf8")) as Fixtures;
    expect(fixtures.headers.length).toBeGreaterThanOrEqual(8);
    for (const row of fixtures.headers) expect(mailOf(`${row.header}\r\n\r\n`).subject, row.id).toBe(row.expect);
  });

  it("reads every raw mail", (context) => {
    const fixtures = JSON.parse(readFileSync(skipWithoutSharedData(context, FIXTURES), "utf8")) as Fixtures;
    for (const row of fixtures.eml) {
      const mail = mailOf(Buffer.from(row.raw_base64, "base64"));
      if (row.subject) expect(mail.subject, row.id).toBe(row.subject);
      if (row.text) expect(mail.text, row.id).toBe(row.text);
      if (row.filename) expect(mail.attachments[0]?.name, row.id).toBe(row.filename);
    }
  });
});

type TreePart = {
  headers: { name: unknown; value: { Text?: string } }[];
  body: { Text?: string; Html?: string };
};
type Tree = { text_body: number[]; attachments: number[]; parts: TreePart[] };

/** Bodies without white space; U+FFFD is where the other parser lost a letter that this one must find. */
function expectText(got: string, wanted: string, label: string): void {
  const bare = (text: string): string => text.replace(/\s+/g, "");
  const pattern = bare(wanted)
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("\ufffd", "[^\ufffd]");
  expect(new RegExp(`^${pattern}`).test(bare(got)), label).toBe(true);
}

describe("parseMail takes the corpus in without loss", () => {
  for (const folder of ["rfc", "legacy"]) {
    it(`reads subjects, texts and files of mail/parse/${folder}`, (context) => {
      const base = path.join(skipWithoutSharedData(context, "mail/parse"), folder);
      const names = readdirSync(base).filter((name) => name.endsWith(".eml"));
      expect(names.length).toBeGreaterThanOrEqual(10);
      for (const name of names) {
        const mail = mailOf(readFileSync(path.join(base, name)));
        const tree = JSON.parse(readFileSync(path.join(base, name.replace(".eml", ".json")), "utf8")) as Tree;
        const subject = tree.parts[0]!.headers.findLast((header) => header.name === "subject")?.value.Text ?? "";
        expectText(mail.subject, subject, `${name} subject`);
        const texts = tree.text_body.map((at) => tree.parts[at]!.body.Text ?? "");
        expectText(mail.text, texts.join("\n"), `${name} text`);
        // text/enriched is shown as text rather than kept as a file.
        const enriched =
          JSON.stringify(tree.attachments.map((at) => tree.parts[at]!.headers)).split('"enriched"').length - 1;
        expect(mail.attachments.length, `${name} files`).toBe(tree.attachments.length - enriched);
      }
    });
  }
});

describe("parseMail with Chinese mail", () => {
  it("reads unlabelled GBK and Big5 in header, name and body", () => {
    const source = "From: 张三 <a@b.cn>\nSubject: 打印机坏了\n\n请尽快处理，谢谢";
    const gbk = mailOf(iconv.encode(source, "gb18030"));
    expect(gbk.from).toEqual({ address: "a@b.cn", name: "张三" });
    expect(gbk.subject).toBe("打印机坏了");
    expect(gbk.text).toBe("请尽快处理，谢谢");
    const big5 = parseMail(iconv.encode("Subject: 您好，工單測試\n\n謝謝您的協助", "big5"), "big5");
    expect(big5.readable && [big5.mail.subject, big5.mail.text]).toEqual(["您好，工單測試", "謝謝您的協助"]);
  });

  it("keeps the last byte of a character that looks like a blank", () => {
    expect(mailOf("Subject: 问你\r\n 好\r\n\r\n你").subject).toBe("问你 好");
  });

  it("reads GBK under a wrong utf-8 label and HTML by its meta charset", () => {
    const wrong = Buffer.concat([
      Buffer.from("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n"),
      iconv.encode("无法登录系统", "gbk"),
    ]);
    expect(mailOf(wrong).text).toBe("无法登录系统");
    const page = '<html><head><meta charset="big5"></head><body>無法登入</body></html>';
    const meta = Buffer.concat([Buffer.from("Subject: x\nContent-Type: text/html\n\n"), iconv.encode(page, "big5")]);
    expect(mailOf(meta).text).toBe("無法登入");
  });

  it("joins continued names and strips paths, control and direction characters", () => {
    const raw = [
      "Content-Type: application/pdf",
      "Content-Disposition: attachment; filename*0*=utf-8''%E5%90%88;",
      " filename*1*=%E5%90%8C; filename*2=.pdf",
      "",
      "x",
    ];
    expect(mailOf(raw.join("\n")).attachments[0]?.name).toBe("合同.pdf");
    const evil = 'Content-Type: application/x-msdownload; name="..\\..\\\u202Egpj.exe"\n\nx';
    expect(mailOf(evil).attachments[0]?.name).toBe("gpj.exe");
  });
});

describe("parseMail with odd structure", () => {
  const part = (type: string, body: string, more = ""): string =>
    `--b\r\nContent-Type: ${type}\r\n${more}\r\n${body}\r\n`;
  const multipart = (kind: string, parts: string): string =>
    `Subject: s\r\nContent-Type: multipart/${kind}; boundary=b\r\n\r\n${parts}`;

  it("forgives a missing closing and a missing boundary parameter", () => {
    expect(mailOf(multipart("mixed", part("text/plain", "一") + part("text/plain", "二"))).text).toBe("一\n二");
    const guessed = mailOf(
      `Subject: s\nContent-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\nhello\n--zz--\n`,
    );
    expect(guessed.text).toBe("hello");
  });

  it("keeps enclosed mails, invitations, signatures and odd types as files", () => {
    const raw = multipart(
      "mixed",
      part("text/plain", "见附件") +
        part("message/rfc822", "Subject: =?utf-8?B?5oql5L+u?=\r\n\r\ninner") +
        part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR") +
        part("application/pkcs7-mime; smime-type=enveloped-data", "AAAA", "Content-Transfer-Encoding: base64\r\n"),
    );
    expect(mailOf(raw).attachments.map(({ name }) => name)).toEqual([
      "报修.eml",
      "attachment-2.ics",
      "attachment-3.p7m",
    ]);
  });

  it("takes inline images with their cid and the better alternative", () => {
    const raw = multipart(
      "alternative",
      part("text/plain", "plain") +
        part("text/html", '<p>rich <img src="cid:i1"></p>') +
        part("image/png", "AAAA", "Content-ID: <i1>\r\nContent-Transfer-Encoding: base64\r\n"),
    );
    const mail = mailOf(raw);
    expect([mail.text, mail.html]).toEqual(["plain", '<p>rich <img src="cid:i1"></p>']);
    expect(mail.attachments[0]).toMatchObject({ cid: "i1", name: "attachment-1.png" });
  });

  it("reads lines ended by CR alone and a body without a blank line", () => {
    expect(mailOf("Subject: old\rFrom: a@b.c\r\rhello\rthere").text).toBe("hello\nthere");
    expect(mailOf("Subject: x\nthis is no header\nnext").text).toBe("this is no header\nnext");
  });
});

describe("parseMail with hostile input", () => {
  it("answers unreadable with the bound that was hit", () => {
    expect(reasonOf("")).toBe("empty");
    expect(reasonOf("  \r\n\r\n")).toBe("empty");
    expect(reasonOf("\u0000\u0001\u0002 no header here")).toBe("not_a_mail");
    expect(reasonOf(Buffer.alloc(MAIL_BYTES_MAX + 1, "Subject: x\n"))).toBe("too_large");
    expect(reasonOf(`Subject: x\n${"X-A: 1\n".repeat(HEADER_BYTES_MAX / 5)}\nbody`)).toBe("header_too_large");
    const many = "--b\n\nx\n".repeat(PARTS_MAX + 5);
    expect(reasonOf(`Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n${many}`)).toBe("too_many_parts");
    const files = "--b\nContent-Type: application/x\n\nx\n".repeat(ATTACHMENTS_MAX + 1);
    expect(reasonOf(`Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n${files}`)).toBe("too_many_attachments");
    let deep = "bottom";
    for (let at = 0; at < DEPTH_MAX + 2; at++)
      deep = `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n${deep}`;
    expect(reasonOf(`Subject: x\n${deep}`)).toBe("too_deep");
  });

  it("keeps subject and sender of a mail it cannot read", () => {
    const answer = parseMail(Buffer.from(`From: a@b.cn\nSubject: x\n${"X-A: 1\n".repeat(HEADER_BYTES_MAX / 5)}\nbody`));
    expect(answer.readable).toBe(false);
    expect(!answer.readable && [answer.head.from?.address, answer.head.subject]).toEqual(["a@b.cn", "x"]);
  });

  it("stays quick on inputs made to be slow", () => {
    const inputs = [
      `Subject: ${"=?utf-8?Q?".repeat(50_000)}\n\nx`,
      `To: ${"a@b.c,".repeat(50_000)}\n\nx`,
      `To: ${"(".repeat(60_000)}\n\nx`,
      `Content-Type: text/plain; ${'a="'.repeat(30_000)}\n\nx`,
      `Content-Type: multipart/mixed; boundary=b\n\n${"--b".repeat(500_000)}`,
      `Content-Type: multipart/mixed; boundary=b\n\n${"\n--b x".repeat(300_000)}`,
      `Content-Type: text/html\n\n${"<div>".repeat(200_000)}`,
      `Content-Type: text/html\n\n${"<".repeat(500_000)}`,
      `Content-Type: text/enriched\n\n${"<param>".repeat(100_000)}`,
      `Content-Transfer-Encoding: quoted-printable\n\n${" \t".repeat(300_000)}x`,
    ];
    const took = workMs(() => {
      for (const input of inputs) parseMail(Buffer.from(input));
    });
    expect(took).toBeLessThan(8_000);
  });

  it("never throws", () => {
    const word = fc.constantFrom(
      "Content-Type: multipart/mixed; boundary=b\n",
      "--b\n",
      "--b--\n",
      "\n",
      "Content-Type: application/ms-tnef\n",
      "\x78\x9f\x3e\x22",
      "Subject: =?gb2312?B?xOO6w",
      "?=",
      "Content-Transfer-Encoding: base64\n",
      'Content-Type: text/html; charset="\n',
      "filename*0*=x''%",
      "<a href=",
      " ",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string(), fc.string({ unit: "binary" })), { maxLength: 30 }), (pieces) => {
        parseMail(Buffer.from(pieces.join("")));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => void parseMail(Buffer.from(bytes))),
      { numRuns: 500 },
    );
  });
});
