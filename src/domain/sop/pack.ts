import type { PromiseLine, When } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { PriorityMatrix } from "../priority/index.ts";
import type { TicketKind } from "../ticket/vocabulary.ts";
import type { Form } from "./form.ts";
import type { FollowUpRule, Survey } from "./survey.ts";

/** A place in the category tree; its id is its path: `fault.software.crash`. */
export type Category = {
  id: string;
  name: LocalText;
  definition: LocalText;
  examples: readonly LocalText[];
  /** Fields of the intake record that a case of this category needs. */
  requiredFields: readonly string[];
  children: readonly Category[];
};

export const CATEGORY_LEVELS_MAX = 3;

export const TRANSITIONS = ["solve", "close"] as const;
export type Transition = (typeof TRANSITIONS)[number];

export type GateDemand =
  | { kind: "form"; formId: string; label: LocalText }
  /** The customer's yes, or the clock of that promise line run out. */
  | { kind: "confirmation"; orLine: string | null; label: LocalText };

/** What a pack wants before a transition; `when` empty is every ticket. */
export type Gate = {
  id: string;
  transition: Transition;
  when: readonly When[];
  demands: readonly GateDemand[];
  source: string;
};

/** A mail that the desk sends by itself; `{name}` stands for a variable of NOTICE_VARIABLES. */
export type Notice = { id: string; subject: LocalText; body: LocalText };

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
  forms: readonly Form[];
  surveys: readonly Survey[];
  followUps: readonly FollowUpRule[];
  notices: readonly Notice[];
};

/** Every category of the tree, a parent before its children. */
export const allCategories = (categories: readonly Category[]): Category[] =>
  categories.flatMap((category) => [category, ...allCategories(category.children)]);

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
