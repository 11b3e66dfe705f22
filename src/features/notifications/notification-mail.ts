import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import type { NotificationKind } from "../../domain/notification/index.ts";
import type { DueItem } from "./notification-store.ts";

type Language = "zh" | "en";

const WHAT: Record<NotificationKind, Record<Language, string>> = {
  assigned: { zh: "工单分配给了您", en: "was assigned to you" },
  customer_message: { zh: "客户有新消息", en: "has a new message from the customer" },
  mention: { zh: "有人提到了您", en: "mentions you" },
  followed_changed: { zh: "您关注的工单有更新", en: "has changed" },
  promise_warned: { zh: "承诺时限即将到期", en: "has a promise that is due soon" },
  promise_breached: { zh: "承诺时限已超出", en: "has a broken promise" },
  urgent_opened: { zh: "紧急工单，请立即处理", en: "is urgent" },
  delivery_failed: { zh: "发给客户的邮件未能送达", en: "has a mail that did not reach the customer" },
  rule_failed: { zh: "流程规则未能执行", en: "has a rule that could not be carried out" },
  transfer_asked: { zh: "有转单请您的小组处理", en: "asks your team for help" },
  transfer_ended: { zh: "转单已有答复或被退回", en: "has an answer to its transfer, or it came back" },
  follow_up_opened: { zh: "客户未满意，需要二次跟进", en: "needs a second follow-up: the customer is not satisfied" },
};

export type NotificationMail = { subject: string; text: string; html: string };

/** One mail for everything that is due: about one ticket by its name, about several as a digest. */
export function notificationMail(given: {
  items: readonly DueItem[];
  language: Language;
  publicUrl: string;
  unsubscribeUrl: string;
}): NotificationMail {
  const { items, language, publicUrl, unsubscribeUrl } = given;
  const lines = items.map((item) => ({
    label: ticketLabel(item.number),
    subject: item.subject,
    what: whatOf(item, language),
    url: `${publicUrl}/inbox/${item.ticketId}`,
  }));
  const settingsUrl = `${publicUrl}/settings/notifications`;
  const small =
    language === "zh"
      ? [`通知设置：${settingsUrl}`, `不再接收此类邮件：${unsubscribeUrl}`]
      : [`Notification settings: ${settingsUrl}`, `No more mails of this kind: ${unsubscribeUrl}`];
  return {
    subject: subjectOf(items, language),
    text: [...lines.map((line) => `${line.label} ${line.what}\n${line.subject}\n${line.url}`), small.join("\n")].join(
      "\n\n",
    ),
    html: [
      ...lines.map(
        (line) =>
          `<p><a href="${escapeHtml(line.url)}"><strong>${line.label}</strong></a> ${line.what}<br>${escapeHtml(line.subject)}</p>`,
      ),
      `<p style="color:#8c8c8c;font-size:12px">${footerOf(language, settingsUrl, unsubscribeUrl)}</p>`,
    ].join("\n"),
  };
}

/** Of one stop of the desk a person gets one notice: it names the first case and says how many there are. */
function whatOf({ kind, standsFor }: DueItem, language: Language): string {
  const what = WHAT[kind][language];
  if (standsFor === 1) return what;
  return language === "zh"
    ? `${what}；服务暂停期间共有 ${standsFor} 条提醒，请查看收件箱`
    : `${what}; ${standsFor} notices of the time the desk stood still, see your inbox`;
}

function subjectOf(items: readonly DueItem[], language: Language): string {
  const [first] = items;
  if (first && items.every((item) => item.ticketId === first.ticketId)) {
    const { zh, en } = WHAT[(items.at(-1) ?? first).kind];
    const label = ticketLabel(first.number);
    return language === "zh" ? `${label} ${zh}：${first.subject}` : `${label} ${en}: ${first.subject}`;
  }
  return language === "zh" ? `您有 ${items.length} 条工单通知` : `${items.length} notifications about your tickets`;
}

function footerOf(language: Language, settingsUrl: string, unsubscribeUrl: string): string {
  const [settings, stop] =
    language === "zh" ? ["通知设置", "不再接收此类邮件"] : ["Settings", "No more mails of this kind"];
  return `<a href="${escapeHtml(settingsUrl)}">${settings}</a> · <a href="${escapeHtml(unsubscribeUrl)}">${stop}</a>`;
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
