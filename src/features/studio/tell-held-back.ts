import { listStaff, type SendStaffMail } from "../../core/staff/index.ts";
import { findPublished } from "../../core/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Tells the administrators by mail, each in his language, that a release's words wait for the desk's own to be mended. */
export async function tellHeldBack(tx: Tx, { sendMail, publicUrl }: { sendMail: SendStaffMail; publicUrl: string }) {
  const published = await findPublished(tx);
  if (!published?.heldBack) return;
  const { findings, first } = published.heldBack;
  const link = `${publicUrl}/studio`;
  for (const { email, language } of (await listStaff(tx)).filter(({ role }) => role === "administrator")) {
    const [subject, ...lines] =
      language === "zh"
        ? [
            "新版自带流程没有生效：与本台的改动冲突",
            `系统更新带来了新的自带流程，但与本台的改动放在一起有 ${findings} 处问题，目前仍按第 ${published.number} 版运行。`,
            `第一处：${first.zh}`,
            "请在流程工作室新建草稿，按检查结果更正后发布：",
          ]
        : [
            "The new shipped procedure does not run: it conflicts with your changes",
            `An update brought a new shipped procedure. Under the desk's own changes it has ${findings} problems, so version ${published.number} goes on.`,
            `The first: ${first.en}`,
            "Begin a draft in the SOP studio, mend what the check lists, and publish it:",
          ];
    const text = `${[...lines, link].join("\n\n")}\n`;
    await sendMail(tx, { to: email, subject: subject ?? "", text, html: htmlOf(lines, link) });
  }
}

const htmlOf = (lines: readonly string[], link: string) =>
  [...lines.map(escaped), `<a href="${escaped(link)}">${escaped(link)}</a>`].map((line) => `<p>${line}</p>`).join("\n");

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => ESCAPED[letter] ?? letter);
