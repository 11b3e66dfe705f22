import { GOVERNED, type Authority } from "../authority.ts";
import type { GateDemand } from "../gate.ts";
import type { Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

type Approval = Extract<GateDemand, { kind: "approval" }>;

/** Approvals that nobody can give, or that two gates want for different things. */
export function approvalFindings(pack: Pack): Finding[] {
  const asked = pack.gates.flatMap(({ id, demands }) =>
    demands.flatMap((demand) => (demand.kind === "approval" ? [{ place: `gates[${id}].demands`, demand }] : [])),
  );
  return [
    ...pack.authorities.flatMap(ceilingFindings),
    ...pack.authorities.flatMap((authority) => idleFindings(authority, asked)),
    ...promisedFindings(pack),
    ...asked.flatMap(({ place, demand }) => amountFindings(pack, place, demand)),
    ...asked.flatMap(({ place, demand }, index) => doubleUse(place, demand, asked.slice(0, index))),
  ];
}

/** An authority that no gate asks for and that governs nothing of the desk, or something of another kind. */
function idleFindings({ id, kind, governs }: Authority, asked: readonly { demand: Approval }[]): Finding[] {
  const isAsked = governs === null ? asked.some(({ demand }) => demand.authorityId === id) : GOVERNED[governs] === kind;
  if (isAsked) return [];
  const able = Object.entries(GOVERNED).flatMap(([name, of]) => (of === kind ? [name] : []));
  return [
    finding(
      "authority_idle",
      `authorities[${id}]`,
      ["没有闸门要它批准，也不管本台的任何事", "no gate asks for it, and it governs nothing of the desk of its kind"],
      [
        `在闸门中要求它（approval），或写明 governs：${able.join("、") || "无"}。`,
        `Ask for it in a gate (approval), or say what it governs: ${able.join(", ") || "nothing of its kind"}.`,
      ],
    ),
  ];
}

/** Only a moment can lie beyond another. */
const promisedFindings = ({ forms }: Pack): Finding[] =>
  forms.flatMap(({ id, fields }) =>
    fields
      .filter(({ type, promised }) => promised === true && type !== "date_time")
      .map((field) =>
        finding(
          "promised_no_date",
          `forms[${id}].fields[${field.id}].promised`,
          ["不是日期字段，不能是承诺的时间", "is no date: it cannot be one that is promised"],
          ["改为 type: date_time，或去掉 promised。", "Make it type: date_time, or take promised out."],
        ),
      ),
  );

function ceilingFindings({ id, kind, grants }: Authority): Finding[] {
  if (kind !== "spend" || grants.some(({ upTo }) => upTo === null)) return [];
  const top = Math.max(...grants.map(({ upTo }) => upTo ?? 0));
  return [
    finding(
      "authority_ceiling",
      `authorities[${id}].grants`,
      [`超过 ${top} 元没有人能批准`, `nobody may grant more than CNY ${top}`],
      ["给最高的角色去掉 up_to。", "Leave up_to out for the highest role."],
    ),
  ];
}

/** Money is approved for an amount, which a number of a form must say. */
function amountFindings({ authorities, forms }: Pack, place: string, { authorityId, of }: Approval): Finding[] {
  const authority = authorities.find(({ id }) => id === authorityId);
  if (authority?.kind !== "spend") return [];
  const form = forms.find(({ id }) => id === of?.formId);
  const field = form?.fields.find(({ id }) => id === of?.field);
  if (field?.type === "number" && field.required) return [];
  return [
    finding(
      "approval_without_amount",
      place,
      [
        `“${authorityId}”按金额审批，却没有指明表单中必填的金额字段`,
        `${authorityId} is granted by amount, and no required number of a form says it`,
      ],
      ["在 of 中写明表单和必填的数字字段。", "Name the form and a required number field of it in of."],
    ),
  ];
}

function doubleUse(place: string, { authorityId, of }: Approval, before: readonly { demand: Approval }[]): Finding[] {
  const other = before.find(({ demand }) => demand.authorityId === authorityId && demand.of?.formId !== of?.formId);
  if (!other) return [];
  return [
    finding(
      "gates_contradict",
      place,
      [
        `两个闸门要“${authorityId}”批准不同的内容，批准其一会使另一个失效`,
        `two gates want ${authorityId} for different things: one approval undoes the other`,
      ],
      ["为每种内容定义各自的权限。", "Define an authority for each."],
    ),
  ];
}
