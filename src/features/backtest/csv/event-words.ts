/**
 * What a map may say an activity means. `closed` solves first what nobody solved, `cancelled` does not; `resumed` ends a
 * waiting; `nothing` is known and means nothing. `form:ID` is a form that was filled in.
 */
export const EVENT_WORDS = [
  "opened",
  "customer_message",
  "acknowledged",
  "answered",
  "progress_update",
  "result_notice",
  "taken_up",
  "progressed",
  "waiting_customer",
  "waiting_department",
  "waiting_third_party",
  "resumed",
  "solved",
  "confirmed",
  "not_solved",
  "closed",
  "cancelled",
  "reopened",
  "survey_sent",
  "follow_up_opened",
  "remedy_planned",
  "nothing",
] as const;
export type EventWord = (typeof EVENT_WORDS)[number] | `form:${string}`;

export const isEventWord = (word: string): word is EventWord =>
  (EVENT_WORDS as readonly string[]).includes(word) || /^form:[a-z0-9_-]{1,100}$/.test(word);
