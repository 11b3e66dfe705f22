import type { Pack } from "../pack.ts";
import { factsSpace, matches } from "./facts-space.ts";
import { finding, type Finding } from "./finding.ts";

const KEPT_BY_TRANSFERS: ReadonlySet<string> = new Set(["transfer_response", "transfer_result"]);

/** Deadlines of transfers: each of its promises is one of transfers, and every ticket has one for the answer. */
export function transferFindings(pack: Pack): Finding[] {
  return pack.transfers.flatMap(({ id, when, promises }) => {
    const lines = pack.promises.filter((line) => promises.includes(line.id));
    const strange = lines.filter(({ metric }) => !KEPT_BY_TRANSFERS.has(metric));
    const answers = lines.filter(({ metric }) => metric === "transfer_result");
    const space = factsSpace(pack, [when, ...answers.map((line) => line.when)]);
    const late = space?.find((facts) => matches(when, facts) && !answers.some((line) => matches(line.when, facts)));
    return [
      ...strange.map((line) =>
        finding(
          "transfer_promise_wrong",
          `transfers[${id}].promises`,
          [`“${line.id}”不是转单的时限`, `${line.id} is no promise of transfers`],
          [
            "只写 transfer_response 与 transfer_result 的时限。",
            "Name promises of transfer_response and transfer_result.",
          ],
        ),
      ),
      ...(late
        ? [
            finding(
              "transfer_without_deadline",
              `transfers[${id}].promises`,
              [
                `有的工单（如 ${late.priority}）转出后没有答复时限`,
                `some tickets (${late.priority}) are transferred without a deadline for the answer`,
              ],
              ["为这些工单加上 transfer_result 的时限。", "Add a promise of transfer_result for them."],
            ),
          ]
        : []),
    ];
  });
}
