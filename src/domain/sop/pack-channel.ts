import type { Effect } from "../clocks/index.ts";
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
