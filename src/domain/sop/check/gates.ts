import type { PromiseLine } from "../../clocks/index.ts";
import type { Gate } from "../gate.ts";
import type { Pack } from "../pack.ts";
import { factsSpace, matches } from "./facts-space.ts";
import { finding, type Finding } from "./finding.ts";

/** Gates that can never open, that refuse what a rule of the same pack does, or that shut each other. */
export function gateFindings(pack: Pack): Finding[] {
  return [
    ...pack.gates.flatMap((gate) => neverOpens(gate)),
    ...pack.gates.flatMap((gate) => watchFindings(pack, gate)),
    ...pack.gates.flatMap((gate) => rulesThatNeverClose(pack, gate)),
    ...closingsRefused(pack),
    ...contradictions(pack),
  ];
}

function neverOpens({ id, transition, demands }: Gate): Finding[] {
  if (transition === "close" || !demands.some(({ kind }) => kind === "confirmation")) return [];
  return [
    finding(
      "gate_never_opens",
      `gates[${id}].demands`,
      ["客户在解决之后才能确认，此闸门永远打不开", "the customer confirms only what is solved: it can never open"],
      ["把客户确认放到关闭之前的闸门。", "Ask for the confirmation before closing, not before solving."],
    ),
  ];
}

/** A watch begins when a case is solved, for the tickets of its line alone. */
function watchFindings(pack: Pack, { id, transition, when, demands }: Gate): Finding[] {
  return demands.flatMap((demand) => {
    if (demand.kind !== "watch") return [];
    const line = pack.promises.find((each) => each.id === demand.lineId);
    const isWatch = transition === "close" && line?.metric === "watch" && line.target.type === "within";
    const space = factsSpace(pack, [when, line?.when ?? []]) ?? [];
    const isFor = space.every((facts) => !matches(when, facts) || matches(line?.when ?? [], facts));
    if (isWatch && isFor) return line && hasClose(line) ? [] : [neverClosed(id, demand.lineId)];
    return [
      finding(
        "gate_never_opens",
        `gates[${id}].demands`,
        isWatch
          ? [`有的工单没有“${demand.lineId}”的观察期`, `some of its tickets have no watch by ${demand.lineId}`]
          : [
              `观察期从解决时开始，“${demand.lineId}”不是关闭之前的观察期`,
              `a watch begins when a case is solved: ${demand.lineId} is none before closing`,
            ],
        [
          "在关闭之前的闸门写上观察期（watch）的时限，条件与该时限一致。",
          "Name a promise of watch in a gate before closing, with the conditions of that promise.",
        ],
      ),
    ];
  });
}

const hasClose = ({ onWarn, onBreach }: PromiseLine) =>
  [...onWarn, ...onBreach].some(({ do: what }) => what === "close");

/** Who confirmed before the watch was over would wait for ever. */
const neverClosed = (gateId: string, lineId: string) =>
  finding(
    "gate_rule_never_closes",
    `gates[${gateId}].demands`,
    [
      `观察期“${lineId}”结束时没有动作关闭工单，已确认的工单会一直停在已解决`,
      `nothing closes the case when the watch ${lineId} is over: one that was confirmed stays solved for good`,
    ],
    ["在该时限的 on_warn 中加上 close: true。", "Add close: true to the on_warn of that promise."],
  );

const closes = (pack: Pack, lineId: string) => {
  const line = pack.promises.find(({ id }) => id === lineId);
  return line?.metric === "confirmation" && hasClose(line);
};

function rulesThatNeverClose(pack: Pack, { id, demands }: Gate): Finding[] {
  return demands.flatMap((demand) =>
    demand.kind === "confirmation" && demand.orLine !== null && !closes(pack, demand.orLine)
      ? [
          finding(
            "gate_rule_never_closes",
            `gates[${id}].demands`,
            [
              `“${demand.orLine}”不是会关闭工单的客户确认时限`,
              `${demand.orLine} is no confirmation promise that closes the case`,
            ],
            ["改用到期即关闭的确认时限，或在该时限上加 close。", "Name a confirmation promise whose breach closes."],
          ),
        ]
      : [],
  );
}

/** Gates before closing that stand for the tickets of a closing line, and do not know it. */
function closingsRefused(pack: Pack): Finding[] {
  return pack.promises
    .filter(({ id }) => closes(pack, id))
    .flatMap((line) => {
      const refusing = pack.gates.find(
        (gate) =>
          gate.transition === "close" &&
          gate.demands.some((demand) => demand.kind === "confirmation" && demand.orLine !== line.id) &&
          (factsSpace(pack, [line.when, gate.when]) ?? []).some(
            (facts) => matches(line.when, facts) && matches(gate.when, facts),
          ),
      );
      if (!refusing) return [];
      return [
        finding(
          "closing_refused",
          `promises[${line.id}].on_breach`,
          [`闸门“${refusing.id}”会拒绝按此规则关闭`, `the gate ${refusing.id} refuses to close by this rule`],
          [
            `在该闸门的 or_line 写上 ${line.id}，或缩小其条件。`,
            `Give ${line.id} as its or_line, or narrow its conditions.`,
          ],
        ),
      ];
    });
}

/** Two gates before closing, for one ticket, that accept the running out of two different promises: neither will do. */
function contradictions(pack: Pack): Finding[] {
  const rules = pack.gates.flatMap((gate) =>
    gate.demands.flatMap((demand) =>
      demand.kind === "confirmation" && demand.orLine !== null ? [{ gate, orLine: demand.orLine }] : [],
    ),
  );
  return rules.flatMap(({ gate, orLine }, index) => {
    const other = rules
      .slice(0, index)
      .find(
        (earlier) =>
          earlier.orLine !== orLine && earlier.gate.transition === gate.transition && meet(pack, earlier.gate, gate),
      );
    if (!other) return [];
    return [
      finding(
        "gates_contradict",
        `gates[${gate.id}].demands`,
        [
          `与闸门“${other.gate.id}”矛盾：同一工单要两个不同的时限都到期`,
          `contradicts the gate ${other.gate.id}: one ticket would need two different promises to have run out`,
        ],
        ["两个闸门用同一个 or_line，或让条件互不重叠。", "Give both the same or_line, or conditions that do not meet."],
      ),
    ];
  });
}

const meet = (pack: Pack, a: Gate, b: Gate) =>
  (factsSpace(pack, [a.when, b.when]) ?? []).some((facts) => matches(a.when, facts) && matches(b.when, facts));
