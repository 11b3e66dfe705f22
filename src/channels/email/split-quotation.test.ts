import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { workMs } from "../../../test/support/work-ms.ts";
import { htmlToText } from "../../platform/html/index.ts";
import { parseMail } from "./parse-mail.ts";
import { splitHtmlQuotation } from "./split-html-quotation.ts";
import { splitQuotation } from "./split-quotation.ts";

const bare = (text: string): string => text.replace(/\s+/g, "");

type Quote = { id: string; text: string; reply: string; keepWhole?: boolean };

/** REQ: IN-01 */
describe("splitQuotation", () => {
  it("splits every row of the fixtures, Chinese programs too", (context) => {
    const file = skipWithoutSharedData(context, "../reference/channels/email-fixtures.json");
    const { quotes } = JSON.parse(readFileSync(file, "utf8")) as { quotes: Quote[] };
    expect(quotes.length).toBeGreaterThanOrEqual(12);
    for (const row of quotes) {
      const split = splitQuotation(row.text);
      if (row.keepWhole) expect(split, row.id).toBeNull();
      else expect(split?.visible, row.id).toBe(row.reply);
    }
  });

  it("cuts at our own delimiter", () => {
    expect(splitQuotation("好了\n\n##- 请在此行上方回复 -##\n您好")?.visible).toBe("好了");
  });

  it("keeps the whole where the answers stand between the quoted lines", () => {
    expect(splitQuotation("On Mon, 2 Jan 2026 at 10:00, A <a@b.c> wrote:\n> 1?\nyes\n> 2?\nno")).toBeNull();
    expect(
      splitQuotation("see below\n\nOn Mon, 2 Jan 2026 at 10:00, A <a@b.c> wrote:\n> 1?\nyes, do it\n> 2?\nno"),
    ).toBeNull();
  });

  it("finds the answer below the quotation", () => {
    expect(splitQuotation("On Mon, 2 Jan 2026 at 10:00, A <a@b.c> wrote:\n> works?\n\nIt does.")?.visible).toBe(
      "It does.",
    );
  });

  it("does not fold what a person merely writes about", () => {
    expect(splitQuotation("发件人：请改为 b@x.cn\n谢谢")).toBeNull();
    expect(splitQuotation("他在邮件里写道：\n系统很慢")).toBeNull();
    expect(splitQuotation("日志如下\nFrom: 10.0.0.1\nto the server")).toBeNull();
  });

  it("stays quick on long lines", () => {
    const took = workMs(() => {
      splitQuotation(`x\n${" ".repeat(800_000)}发件人`);
      splitQuotation("在 2026 写道\n".repeat(19_000));
    });
    expect(took).toBeLessThan(3_000);
  });
});

describe("real replies of many mail programs", () => {
  const EXPECTED_HTML: Record<string, string> = { "outlook.eml": "Allo! Follow up MIME!" };

  it("splits every text and HTML of standard_replies", (context) => {
    const base = path.join(skipWithoutSharedData(context, "mail/quotes"), "fixtures/standard_replies");
    const wrong: string[] = [];
    for (const name of readdirSync(base).filter((one) => one.endsWith(".eml"))) {
      const answer = parseMail(readFileSync(path.join(base, name)));
      if (!answer.readable) throw new Error(name);
      const named = readdirSync(base).find((one) => one === name.replace(".eml", "_reply_text"));
      const reply = named ? readFileSync(path.join(base, named), "utf8") : "Hello";
      if (bare(splitQuotation(answer.mail.text)?.visible ?? "") !== bare(reply)) wrong.push(`${name} text`);
      if (answer.mail.html === null) continue;
      const visible = htmlToText(splitHtmlQuotation(answer.mail.html)?.visible ?? "");
      const wanted = EXPECTED_HTML[name] ?? reply.replace(/ \(http\S+\)/, "");
      if (bare(visible) !== bare(wanted)) wrong.push(`${name} html`);
    }
    expect(wrong).toEqual([]);
  });

  it("splits every page of html_replies", (context) => {
    const base = path.join(skipWithoutSharedData(context, "mail/quotes"), "fixtures/html_replies");
    for (const name of readdirSync(base)) {
      const visible = htmlToText(splitHtmlQuotation(readFileSync(path.join(base, name), "utf8"))?.visible ?? "");
      expect(bare(visible), name).toBe("Hi.Iamfine.Thanks,Alex");
    }
  });

  it("finds a section's end, a rule and a quotation that shares its block", (context) => {
    const base = path.join(skipWithoutSharedData(context, "mail/quotes"), "fixtures");
    const visibleOf = (name: string): string =>
      htmlToText(splitHtmlQuotation(readFileSync(path.join(base, name), "utf8"))?.visible ?? "");
    expect(visibleOf("OLK_SRC_BODY_SECTION.html")).toBe("Reply");
    expect(bare(visibleOf("reply-separated-by-hr.html"))).toBe("HithereBob");
    const shared = parseMail(readFileSync(path.join(base, "reply-quotations-share-block.eml")));
    if (!shared.readable) throw new Error(shared.reason);
    expect(splitQuotation(shared.mail.text)?.visible).toMatch(/^Hi Katharine[^]*Joe XXX$/);
    expect(htmlToText(splitHtmlQuotation(shared.mail.html ?? "")?.visible ?? "")).toMatch(/^Hi Katharine[^]*Jhon Doe$/);
  });
});
