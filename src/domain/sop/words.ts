import type { PromiseLine, Target, When } from "../clocks/index.ts";
import { METRIC_RULES } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import type { Channel, ComplaintUrgency, CustomerTier, TicketState } from "../ticket/vocabulary.ts";
import { allCategories } from "./category.ts";
import type { Pack } from "./pack.ts";
import { around, say, together } from "./say.ts";

const TIERS: Readonly<Record<CustomerTier, LocalText>> = {
  strategic: say("战略客户", "strategic"),
  growth: say("成长客户", "growth"),
  basic: say("基础客户", "basic"),
};
const CHANNELS: Readonly<Record<Channel, LocalText>> = {
  email: say("邮件", "e-mail"),
  portal: say("门户", "portal"),
  api: say("接口", "API"),
  phone: say("电话", "phone"),
  console: say("控制台", "console"),
};
const STATES: Readonly<Record<TicketState, LocalText>> = {
  new: say("新建", "new"),
  open: say("处理中", "open"),
  waiting_customer: say("等待客户", "waiting for the customer"),
  waiting_department: say("等待其他部门", "waiting for another department"),
  waiting_third_party: say("等待第三方", "waiting for a third party"),
  solved: say("已解决", "solved"),
  closed: say("已关闭", "closed"),
};
const URGENCIES: Readonly<Record<ComplaintUrgency, LocalText>> = {
  high: say("高紧急度", "urgency high"),
  medium: say("中紧急度", "urgency medium"),
  low: say("低紧急度", "urgency low"),
};

const KINDS_NAMED_MAX = 2;

const UNITS: readonly (readonly [ms: number, zh: string, en: string])[] = [
  [86_400_000, "天", "d"],
  [3_600_000, "小时", "h"],
  [60_000, "分钟", "min"],
  [1_000, "秒", "s"],
];

/** `30 分钟 / 30 min`; days only for whole days from three on, as people speak of 24 and 48 hours. */
export function durationWords(ms: number): LocalText {
  const parts: LocalText[] = [];
  let rest = ms;
  for (const [unit, zh, en] of UNITS) {
    if (unit === 86_400_000 && (ms % unit !== 0 || ms < 3 * unit)) continue;
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) parts.push(say(`${count} ${zh}`, `${count} ${en}`));
  }
  return together(parts, " ", " ");
}

export function targetWords(target: Target): LocalText {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  switch (target.type) {
    case "within":
      return durationWords(target.ms);
    case "every":
      return around("每 ", durationWords(target.ms), "every ");
    case "daily":
      return say(`每日 ${clock(target.minute)} 前`, `daily by ${clock(target.minute)}`);
    case "once_before":
      return around("一次，先于", METRIC_RULES[target.metric].title, "once before ");
  }
}

/** For whom a promise is, as people say it: `P1 投诉 / P1 complaint`. */
export function conditionWords(pack: Pack, when: readonly When[]): LocalText {
  if (when.length === 0) return say("所有工单", "all tickets");
  return together(
    when.map((one) => oneCondition(pack, one)),
    " 或 ",
    " or ",
  );
}

function oneCondition(pack: Pack, when: When): LocalText {
  const { priority, kind, category, tier, channel, state, tag } = when;
  const categories = allCategories(pack.categories);
  const named = (items: readonly { id: string; name: LocalText }[], ids: readonly string[] | undefined) =>
    ids?.map((id) => {
      const name = items.find((item) => item.id === id)?.name;
      return name ? say(name.zh, inSentence(name.en)) : say(id, id);
    });
  const lists: (LocalText[] | undefined)[] = [
    priority?.map((one) => say(one, one)),
    tier?.map((one) => TIERS[one]),
    named(pack.kinds, kind),
    named(categories, category),
    channel?.map((one) => CHANNELS[one]),
    state?.map((one) => STATES[one]),
    when.level?.map((one) => say(one, one)),
    when.complaint_urgency?.map((one) => URGENCIES[one]),
    when.agreement?.map((id) =>
      id === "none" ? say("无服务协议", "no agreement") : say(`协议 ${id}`, `agreement ${id}`),
    ),
    named(pack.tags, tag)?.map((name) => say(`#${name.zh}`, `#${name.en}`)),
  ];
  const parts = lists.flatMap((list) => (list && list.length > 0 ? [together(list, "、", " / ")] : []));
  return together(parts, " ", " ");
}

/** `P1 首次响应 / P1 first response`; a long list of kinds tells promises apart for nobody and is left out. */
export function promiseName(pack: Pack, { when, title }: PromiseLine): LocalText {
  const telling = when.map(({ kind, ...rest }) => (kind && kind.length <= KINDS_NAMED_MAX ? { kind, ...rest } : rest));
  if (telling.every((one) => Object.keys(one).length === 0)) return title;
  const whom = conditionWords(pack, telling);
  return say(`${whom.zh} ${title.zh}`, `${whom.en} ${inSentence(title.en)}`);
}

export { effectWords } from "./effect-words.ts";

export const stateWords = (state: TicketState): LocalText => STATES[state];

/** Within a sentence, but for VIP and its like. */
const inSentence = (name: string) => (/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);
