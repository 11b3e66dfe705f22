import type { When } from "../../clocks/index.ts";
import type { Pack } from "../pack.ts";
import { factsSpace, matches } from "./facts-space.ts";
import { finding, type Finding } from "./finding.ts";

type Ruled = readonly { id: string; when: readonly When[] }[];

/** Rules of which the first that holds is taken: those that others before them always forestall, and tickets that none is for. */
export function firstMatchFindings(pack: Pack): Finding[] {
  return [
    ...unreached(pack, "routes", pack.routes),
    ...withoutRest(pack),
    ...unreached(pack, "call_backs", pack.callBacks),
    ...unreachedTransfers(pack),
    ...tierFindings(pack),
  ];
}

export const unreachedFinding = (place: string, before: string | null): Finding =>
  finding(
    "rule_unreached",
    place,
    before === null
      ? ["前面的几条合起来总是先适用", "those before it together always come first"]
      : [`前面的“${before}”总是先适用`, `${before} before it always comes first`],
    ["移到更前面，缩小前面那条的条件，或删去它。", "Move it up, narrow what stands before it, or take it out."],
  );

function unreached(pack: Pack, section: string, rules: Ruled): Finding[] {
  return rules.flatMap((rule, index) => {
    const before = rules.slice(0, index);
    const shadow = forestalledBy(pack, rule, before);
    return shadow ? [unreachedFinding(`${section}[${rule.id}]`, shadow.by)] : [];
  });
}

/** Null while some ticket comes to the rule; `by` names the one rule that is enough to forestall it. */
function forestalledBy(pack: Pack, rule: Ruled[number], before: Ruled): { by: string | null } | null {
  if (before.length === 0) return null;
  const everything = before.find(({ when }) => when.length === 0);
  if (everything) return { by: everything.id };
  const space = factsSpace(pack, [rule.when, ...before.map(({ when }) => when)]);
  const served = space?.filter((facts) => matches(rule.when, facts)) ?? [];
  const isForestalled = (facts: (typeof served)[number]) => before.some(({ when }) => matches(when, facts));
  if (served.length === 0 || !served.every(isForestalled)) return null;
  const alone = before.find(({ when }) => served.every((facts) => matches(when, facts)));
  return { by: alone?.id ?? null };
}

/** Where tickets are routed at all, every ticket must be. */
function withoutRest(pack: Pack): Finding[] {
  const { routes } = pack;
  if (routes.length === 0 || routes.some(({ when }) => when.length === 0)) return [];
  const space = factsSpace(
    pack,
    routes.map(({ when }) => when),
  );
  const lost = space?.find((facts) => !routes.some(({ when }) => matches(when, facts)));
  if (!lost) return [];
  const words = [lost.kind, lost.priority, lost.tier, lost.channel].join(" · ");
  return [
    finding(
      "route_missing",
      "routes",
      [`有的工单（如 ${words}）没有去处`, `some tickets (${words}) are sent nowhere`],
      ["在最后加上一条没有条件的分派。", "Add a last route without conditions."],
    ),
  ];
}

function unreachedTransfers(pack: Pack): Finding[] {
  return pack.transfers.flatMap((rule, index) => {
    const before = pack.transfers
      .slice(0, index)
      .filter(
        ({ teams }) => teams.length === 0 || (rule.teams.length > 0 && rule.teams.every((id) => teams.includes(id))),
      );
    const shadow = forestalledBy(pack, rule, before);
    return shadow ? [unreachedFinding(`transfers[${rule.id}]`, shadow.by)] : [];
  });
}

type Tiered = Pack["tiers"][number];

/** A floor is forestalled by one that asks for no more of anything. */
function tierFindings({ tiers }: Pack): Finding[] {
  const asksNoMore = (low: Tiered["when"][number], high: Tiered["when"][number]) =>
    (["paidMin", "monthsMin", "usersMin"] as const).every((key) => (low[key] ?? 0) <= (high[key] ?? 0));
  const forestalls = (before: Tiered, rule: Tiered) =>
    before.when.length === 0 ||
    (rule.when.length > 0 && rule.when.every((floor) => before.when.some((low) => asksNoMore(low, floor))));
  const found = tiers.flatMap((rule, index) => {
    const shadow = tiers.slice(0, index).find((before) => forestalls(before, rule));
    return shadow ? [unreachedFinding(`tiers[${rule.id}]`, shadow.id)] : [];
  });
  if (tiers.length === 0 || tiers.some(({ when }) => when.length === 0)) return found;
  return [
    ...found,
    finding(
      "tier_missing",
      "tiers",
      ["达不到任何一条门槛的客户没有等级", "a customer who reaches none of the floors has no tier"],
      ["在最后加上一条没有条件的等级。", "Add a last tier without conditions."],
    ),
  ];
}
