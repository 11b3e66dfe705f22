import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type StaffMail = { to: string; subject: string; text: string; html: string };

/** Hands a mail over inside a transaction: it goes out if, and only if, the transaction commits. */
export type SendStaffMail = (tx: Tx, mail: StaffMail) => Promise<void>;

const ROLE_WORDS: Record<Role, { zh: string; en: string }> = {
  administrator: { zh: "管理员", en: "administrator" },
  supervisor: { zh: "主管", en: "supervisor" },
  agent: { zh: "客服工程师", en: "agent" },
  collaborator: { zh: "协作部门成员", en: "collaborator" },
  viewer: { zh: "只读成员", en: "viewer" },
};

export function invitationMail(
  to: string,
  link: string,
  facts: { role: Role; invitedBy: string; language: Language; days: number },
): StaffMail {
  const role = ROLE_WORDS[facts.role][facts.language];
  const lines =
    facts.language === "zh"
      ? [
          "您好，",
          `${facts.invitedBy} 邀请您以“${role}”身份加入闭环技术支持系统。`,
          "请点击下面的链接设置姓名和密码：",
          link,
          `链接 ${facts.days} 天内有效，只能使用一次。如果您不认识邀请人，请忽略此邮件。`,
        ]
      : [
          "Hello,",
          `${facts.invitedBy} invites you to the Bihuan support desk as ${article(role)} ${role}.`,
          "Follow this link to set your name and password:",
          link,
          `It is valid for ${facts.days} days and works once. If you do not know the sender, ignore this mail.`,
        ];
  return mailOf(to, facts.language === "zh" ? "邀请您加入闭环" : "Your invitation to Bihuan", { lines, link });
}

export function resetMail(to: string, link: string, language: Language): StaffMail {
  const lines =
    language === "zh"
      ? [
          "您好，",
          "我们收到了重设您登录密码的申请。请点击下面的链接设置新密码：",
          link,
          "链接 1 小时内有效，只能使用一次。如果不是您本人申请，请忽略此邮件，密码不会改变。",
        ]
      : [
          "Hello,",
          "Somebody asked for a new password for your account. Follow this link to set one:",
          link,
          "It is valid for one hour and works once. If it was not you, ignore this mail; nothing has changed.",
        ];
  return mailOf(to, language === "zh" ? "重设您的闭环密码" : "Set a new password for Bihuan", { lines, link });
}

const article = (word: string) => (/^[aeiou]/.test(word) ? "an" : "a");

function mailOf(to: string, subject: string, content: { lines: string[]; link: string }): StaffMail {
  const { lines, link } = content;
  const html = lines
    .map((line) => (line === link ? `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : escapeHtml(line)))
    .map((line) => `<p>${line}</p>`)
    .join("\n");
  return { to, subject, text: `${lines.join("\n\n")}\n`, html };
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? letter);
