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
  pack_unknown: row(
    422,
    "流程包“{wanted_by}”继承的流程包“{pack}”不存在。",
    "The procedure pack {wanted_by} extends {pack}, which is not there.",
    "请更正 extends，或把该流程包放到同一目录下。",
    "Correct extends, or put that pack into the same folder.",
  ),
  pack_extends_itself: row(
    422,
    "流程包互相继承，形成循环：{chain}",
    "Procedure packs extend each other in a circle: {chain}",
    "请从其中一个流程包的 extends 中去掉这一环。",
    "Take one step of the circle out of extends.",
  ),
  calendar_invalid: row(
    422,
    "工作日历“{calendar}”有误：{problem}",
    "The working calendar {calendar} is not valid: {problem}",
    "请更正所列内容后重试。",
    "Correct what is named and try again.",
  ),
} as const;
