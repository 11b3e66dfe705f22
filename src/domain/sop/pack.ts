import type { PromiseLine } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { PriorityMatrix } from "../priority/index.ts";
import type { TicketKind } from "../ticket/vocabulary.ts";
import type { Authority } from "./authority.ts";
import type { CallBackRule } from "./call-back.ts";
import type { Category } from "./category.ts";
import type { ComplaintMatrix } from "./complaint-matrix.ts";
import type { Form } from "./form.ts";
import type { Gate } from "./gate.ts";
import type { NoticeWay, PackChannel } from "./pack-channel.ts";
import type { PackScript } from "./pack-script.ts";
import type { RouteRule } from "./route-rule.ts";
import type { Step } from "./step.ts";
import type { Supplement } from "./supplement.ts";
import type { FollowUpRule, Survey } from "./survey.ts";
import type { EscalationContact, PackTeam, Roster } from "./team.ts";
import type { TierRule } from "./tier-rule.ts";
import type { TransferRule } from "./transfer-rule.ts";

/** A mail that the desk sends by itself; `{name}` stands for a variable of NOTICE_VARIABLES. */
export type Notice = {
  id: string;
  subject: LocalText;
  body: LocalText;
  /** The ways that it goes, the best first: by the first that can be gone (REQ: HA-08). */
  via: readonly NoticeWay[];
  /** The HTTPS address of the way `webhook`; null without one. */
  webhook: string | null;
};

export const NOTICE_VARIABLES = [
  "ticket_number",
  "ticket_subject",
  "customer_name",
  "desk_name",
  "promise_title",
  "due_at",
  "link",
  "rule",
] as const;
export type NoticeVariable = (typeof NOTICE_VARIABLES)[number];

/** A procedure as data. Ids are unique within their section; every text stands in both languages. */
export type Pack = {
  id: string;
  version: number;
  name: LocalText;
  extends: readonly string[];
  kinds: readonly { id: TicketKind; name: LocalText; definition: LocalText }[];
  categories: readonly Category[];
  tags: readonly { id: string; name: LocalText }[];
  priority: PriorityMatrix;
  promises: readonly PromiseLine[];
  gates: readonly Gate[];
  steps: readonly Step[];
  authorities: readonly Authority[];
  forms: readonly Form[];
  supplements: readonly Supplement[];
  surveys: readonly Survey[];
  followUps: readonly FollowUpRule[];
  callBacks: readonly CallBackRule[];
  notices: readonly Notice[];
  scripts: readonly PackScript[];
  teams: readonly PackTeam[];
  channels: readonly PackChannel[];
  /** In order: the first that holds. */
  routes: readonly RouteRule[];
  /** In order: the first that holds. */
  tiers: readonly TierRule[];
  complaints: ComplaintMatrix;
  transfers: readonly TransferRule[];
  onCall: readonly Roster[];
  escalationContacts: readonly EscalationContact[];
};

/** A notice with its variables filled in; one that is not given stays visible as `{name}`. */
export function renderNotice(
  notice: Notice,
  language: "zh" | "en",
  values: Partial<Record<NoticeVariable, string>>,
): { subject: string; body: string } {
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name as NoticeVariable] ?? whole);
  return { subject: fill(notice.subject[language]), body: fill(notice.body[language]) };
}
