import type { LocalText } from "../local-text.ts";

/** Ways to reach a customer, or for him to reach the desk. */
export const WAYS = ["phone", "sms", "email", "wecom", "dingtalk", "chat", "notification"] as const;
export type Way = (typeof WAYS)[number];

/** A way in, and what the desk promises there (REQ: IN-04, IN-05, IN-06). */
export type PackChannel = {
  id: string;
  name: LocalText;
  /** Id of the team that answers for what arrives here. */
  owner: string;
  /** Picked up or first answered within, and within how many rings; null where only the promises of the ticket hold. */
  answeredWithinMs: number | null;
  ringsMax: number | null;
  /** Id of the script that greets; null for a channel without a greeting. */
  greeting: string | null;
  source: string;
};
