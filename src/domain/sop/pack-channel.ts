import type { Effect } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";

/** Ways to reach a customer, or for him to reach the desk. */
const WAYS = ["phone", "sms", "email", "wecom", "dingtalk", "chat", "notification"] as const;

/** Ways that a notice goes; `webhook`: to a gateway outside, which passes it on. */
export const NOTICE_WAYS = [...WAYS, "webhook"] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** The ways that the desk goes by itself; by the others a person tells the customer. */
const SENT_BY_DESK: ReadonlySet<NoticeWay> = new Set(["email", "notification", "webhook"]);
export const isSentByDesk = (way: NoticeWay): boolean => SENT_BY_DESK.has(way);

const WAY_NAMES: Readonly<Record<NoticeWay, LocalText>> = {
  phone: { zh: "电话", en: "phone" },
  sms: { zh: "短信", en: "SMS" },
  email: { zh: "邮件", en: "e-mail" },
  wecom: { zh: "企业微信", en: "WeCom" },
  dingtalk: { zh: "钉钉", en: "DingTalk" },
  chat: { zh: "在线客服", en: "chat" },
  notification: { zh: "站内通知", en: "notification" },
  webhook: { zh: "外部网关", en: "webhook" },
};

/** `电话、短信 / phone, SMS`. */
export const wayWords = (ways: readonly NoticeWay[]): LocalText => ({
  zh: ways.map((way) => WAY_NAMES[way].zh).join("、"),
  en: ways.map((way) => WAY_NAMES[way].en).join(", "),
});

/** A way in, and what the desk promises there (REQ: IN-04, IN-05, IN-06). */
export type PackChannel = {
  id: string;
  name: LocalText;
  /** Id of the team that answers for what arrives here. */
  owner: string;
  /** Picked up or first answered within, and within how many rings; null where only the promises of the ticket hold. */
  answeredWithinMs: number | null;
  ringsMax: number | null;
  /** The metric that counts it; null where the desk cannot count it: only said, never due. */
  measuredBy: "taken_up" | "first_response" | null;
  /** Counted only on tickets with this tag; null for all of the channel. */
  tag: string | null;
  calendar: string;
  /** What happens when nobody has answered in time. */
  onBreach: readonly Effect[];
  /** Id of the script that greets; null for a channel without a greeting. */
  greeting: string | null;
  source: string;
};
