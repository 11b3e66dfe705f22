import { listStaff, type SendStaffMail } from "../../core/staff/index.ts";
import { textToHtml } from "../../platform/html/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import type { FailedMailPort } from "./failed-mails.ts";

/** However many mails fail, the administrators get one letter in this time. */
const TOLD_EVERY_MS = 60 * 60_000;

export type TellFailedDeps = {
  db: Database;
  failed: Pick<FailedMailPort, "takeUntold">;
  now: () => number;
  sendMail: SendStaffMail;
  publicUrl: string;
};

/** Tells the administrators by mail, each in his language, of mails that could not be taken in since they were told last. */
export async function tellFailedMails({ db, failed, now, sendMail, publicUrl }: TellFailedDeps): Promise<void> {
  await db.inTransaction(async (tx: Tx) => {
    const untold = await failed.takeUntold(tx, { now: now(), toldSince: now() - TOLD_EVERY_MS });
    if (!untold) return;
    const administrators = (await listStaff(tx)).filter(({ role, active }) => role === "administrator" && active);
    for (const { email, language } of administrators) {
      const { subject, lines } = letter(untold, language);
      const text = [...lines, `${publicUrl}/settings/mailboxes`].join("\n\n");
      await sendMail(tx, { to: email, subject, text: `${text}\n`, html: textToHtml(text) });
    }
  });
}

const letter = ({ count, reason }: { count: number; reason: string }, language: "zh" | "en") =>
  language === "zh"
    ? {
        subject: `有 ${count} 封客户来信未能收入`,
        lines: [
          `有 ${count} 封来信经多次尝试仍未能收入，没有生成工单，原件均已保留。`,
          `最近一封的原因：${reason}`,
          "请打开邮箱设置查看，下载原件，排除原因后重试，或搁置：",
        ],
      }
    : {
        subject: count === 1 ? "A mail could not be taken in" : `${count} mails could not be taken in`,
        lines: [
          `After several attempts ${count === 1 ? "one mail" : `${count} mails`} could not be taken in: there is no ticket. The originals are kept.`,
          `Why the newest failed: ${reason}`,
          "See them in the settings of the mailboxes; try again once the cause is gone, or set them aside:",
        ],
      };
