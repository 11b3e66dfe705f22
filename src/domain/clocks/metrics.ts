import type { LocalText } from "../local-text.ts";
import type { ClockEventType } from "./clock-event.ts";

export const METRICS = [
  "acknowledged",
  "taken_up",
  "first_response",
  "next_response",
  "diagnosis",
  "analysis",
  "workaround",
  "progress_update",
  "resolution",
  "confirmation",
  "survey",
  "remedy_plan",
  "idle",
  "transfer_response",
  "transfer_result",
  "watch",
  "supplement",
  "channel_import",
  "call_back",
] as const;
export type Metric = (typeof METRICS)[number];

/**
 * `starts` begins a cycle unless one is live; `stops` ends the live one as kept or missed; `restarts` does both;
 * `cancels` ends it without a verdict, unless it was overdue already.
 */
export type MetricRule = {
  title: LocalText;
  starts: readonly ClockEventType[];
  stops: readonly ClockEventType[];
  restarts: readonly ClockEventType[];
  cancels: readonly ClockEventType[];
  /** Only this form stops it, where `form_submitted` does. */
  formId: string | null;
  /** Starts only once the customer has been answered before. */
  afterAnswer: boolean;
  /** Whose promise it is; only the desk's own put it at risk. */
  side: "desk" | "customer" | "nobody";
  /** Time that is waited out: to reach the due moment keeps it, what `stops` it earlier breaks it. */
  waitedOut: boolean;
  /** Rules still act on it once the ticket is closed. */
  afterClosing: boolean;
};

const rule = (zh: string, en: string, given: Partial<MetricRule>): MetricRule => ({
  title: { zh, en },
  starts: [],
  stops: [],
  restarts: [],
  cancels: ["closed"],
  formId: null,
  afterAnswer: false,
  side: "desk",
  waitedOut: false,
  afterClosing: false,
  ...given,
});

const BEGUN = ["opened", "reopened", "not_solved"] as const;

/**
 * Which events start, stop and restart each clock. An acknowledgement is no answer. A ticket that is reopened, or whose
 * customer says "not solved", gets a new cycle of resolution, progress_update and idle with the full target from that
 * moment; the ended cycle keeps its verdict. Every customer message after an answer starts next_response, the oldest
 * unanswered one counts. Each transfer has clocks of its own; one that is returned is no longer promised an answer. A
 * watch is kept by running out. A call back counts from the moment it is planned for, and may come after closing.
 */
export const METRIC_RULES: Readonly<Record<Metric, MetricRule>> = {
  acknowledged: rule("受理回执", "Acknowledgement", {
    starts: ["opened"],
    stops: ["acknowledged", "answered", "solved"],
  }),
  taken_up: rule("接手处理", "Taken up", { starts: ["opened"], stops: ["taken_up", "answered", "solved"] }),
  first_response: rule("首次响应", "First response", { starts: ["opened"], stops: ["answered", "solved"] }),
  next_response: rule("后续回复", "Next response", {
    starts: ["customer_message"],
    stops: ["answered", "solved"],
    cancels: ["closed", "confirmed"],
    afterAnswer: true,
  }),
  diagnosis: rule("初步诊断", "First diagnosis", {
    starts: ["opened"],
    stops: ["form_submitted", "solved"],
    formId: "diagnosis",
  }),
  analysis: rule("问题分析", "Analysis", {
    starts: ["taken_up"],
    stops: ["form_submitted", "solved"],
    formId: "analysis_report",
  }),
  workaround: rule("临时方案", "Workaround", {
    starts: ["opened"],
    stops: ["form_submitted", "solved"],
    formId: "workaround",
  }),
  progress_update: rule("进度同步", "Progress update", {
    starts: BEGUN,
    restarts: ["answered"],
    cancels: ["solved", "closed"],
  }),
  resolution: rule("解决", "Resolution", { starts: BEGUN, stops: ["solved"] }),
  confirmation: rule("客户确认", "Customer's confirmation", {
    starts: ["solved"],
    stops: ["confirmed"],
    cancels: ["not_solved", "reopened", "closed"],
    side: "customer",
  }),
  survey: rule("满意度调查", "Survey", {
    starts: ["solved"],
    stops: ["survey_sent"],
    cancels: ["not_solved", "reopened"],
  }),
  remedy_plan: rule("补救方案", "Remedy plan", { starts: ["follow_up_opened"], stops: ["remedy_planned"] }),
  idle: rule("无进展时长", "Time without progress", {
    starts: BEGUN,
    restarts: ["answered", "taken_up", "progressed", "form_submitted", "remedy_planned"],
    cancels: ["solved", "closed"],
  }),
  transfer_response: rule("转单响应", "Transfer taken up", {
    starts: ["transfer_sent"],
    stops: ["transfer_accepted", "transfer_returned", "transfer_answered"],
    cancels: ["transfer_withdrawn", "solved", "closed"],
  }),
  transfer_result: rule("转单答复", "Transfer answered", {
    starts: ["transfer_sent"],
    stops: ["transfer_answered"],
    cancels: ["transfer_returned", "transfer_withdrawn", "solved", "closed"],
  }),
  watch: rule("观察期", "Watch", {
    starts: ["solved"],
    stops: ["not_solved", "reopened"],
    cancels: ["closed", "unmerged"],
    side: "nobody",
    waitedOut: true,
  }),
  supplement: rule("补充资料", "What the customer still owes", {
    starts: ["supplement_asked"],
    stops: ["supplement_received"],
    cancels: ["solved", "closed"],
    side: "customer",
  }),
  channel_import: rule("渠道录入", "Entered from its channel", { starts: ["arrived"], stops: ["opened"] }),
  call_back: rule("回访", "Call back", {
    starts: ["call_back_planned"],
    stops: ["call_back_done"],
    cancels: ["call_back_dropped"],
    afterClosing: true,
  }),
};
