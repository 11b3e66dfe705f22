import { row } from "./error-row.ts";

/** What may be wrong with a procedure or a calendar. */
export const SOP_ERRORS = {
  no_procedure: row(
    503,
    "服务台尚未发布任何流程。",
    "The desk has no published procedure.",
    "请重新启动服务，或联系管理员发布流程。",
    "Restart the desk, or ask an administrator to publish one.",
  ),
  pack_invalid: row(
    422,
    "流程包有误：{problems}",
    "The procedure pack is not valid: {problems}",
    "请按所列位置更正后重试。",
    "Correct the places named and try again.",
  ),
  calendar_invalid: row(
    422,
    "工作日历“{calendar}”有误：{problem}",
    "The working calendar {calendar} is not valid: {problem}",
    "请更正所列内容后重试。",
    "Correct what is named and try again.",
  ),
} as const;
