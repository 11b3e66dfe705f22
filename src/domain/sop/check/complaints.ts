import { COMPLAINT_URGENCIES } from "../../ticket/vocabulary.ts";
import { complaintHandler, handles, type ComplaintJudgement } from "../complaint-matrix.ts";
import type { Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";
import { unreachedFinding } from "./first-match.ts";

const CELLS_NAMED_MAX = 3;

/** Every complaint that can be judged must have somebody who handles it, and every handler a complaint. */
export function complaintFindings({ complaints }: Pack): Finding[] {
  const cells = complaints.types.flatMap(({ id: type }) =>
    COMPLAINT_URGENCIES.flatMap((urgency) =>
      complaints.responsibilities.map(({ id: responsibility }): ComplaintJudgement => ({
        type,
        urgency,
        responsibility,
      })),
    ),
  );
  const unreached = complaints.handlers.flatMap((handler, index) => {
    const own = cells.filter((cell) => handles(handler, cell));
    if (own.some((cell) => complaintHandler(complaints, cell) === handler)) return [];
    const alone = complaints.handlers.slice(0, index).find((before) => own.every((cell) => handles(before, cell)));
    return [unreachedFinding(`complaints.handlers[${handler.id}]`, alone?.id ?? null)];
  });
  const holes = cells.filter((cell) => !complaintHandler(complaints, cell));
  if (holes.length === 0) return unreached;
  const named = holes
    .slice(0, CELLS_NAMED_MAX)
    .map(({ type, urgency, responsibility }) => `${type} · ${urgency} · ${responsibility}`);
  return [
    ...unreached,
    finding(
      "complaint_unhandled",
      "complaints.handlers",
      [
        `有 ${holes.length} 种投诉没有处理人，如 ${named.join("；")}`,
        `nobody handles ${holes.length} kinds of complaint, such as ${named.join("; ")}`,
      ],
      [
        "为它们指定处理小组，或在最后加上一条不限条件的。",
        "Name who handles them, or add a last handler without conditions.",
      ],
    ),
  ];
}
