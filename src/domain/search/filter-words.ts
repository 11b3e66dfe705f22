import type { LocalText } from "../local-text.ts";
import { CHANNELS, PRIORITIES, TICKET_KINDS, TICKET_STATES } from "../ticket/vocabulary.ts";

/** What a filter is called, and under which other names it is understood. The first two are its labels. */
export const FILTER_WORDS = {
  state: ["状态", "state", "status"],
  priority: ["优先级", "priority"],
  kind: ["类型", "kind", "type"],
  channel: ["渠道", "channel"],
  assignee: ["负责人", "assignee", "owner"],
  team: ["小组", "team", "团队", "group"],
  tag: ["标签", "tag"],
  customer: ["客户", "customer", "联系人", "contact", "organisation"],
  category: ["分类", "category"],
  number: ["编号", "number", "工单号", "no"],
  created: ["创建", "created", "opened"],
  updated: ["更新", "updated"],
  from: ["来自", "from", "发件人"],
  to: ["发给", "to", "收件人"],
} as const satisfies Record<string, readonly string[]>;
export type FilterKey = keyof typeof FILTER_WORDS;

export const filterLabel = (key: FilterKey): LocalText => ({ zh: FILTER_WORDS[key][0], en: FILTER_WORDS[key][1] });

const KEY_OF = new Map(
  Object.entries(FILTER_WORDS).flatMap(([key, words]) => words.map((word) => [word as string, key as FilterKey])),
);
export const filterKey = (word: string): FilterKey | null => KEY_OF.get(word.toLowerCase()) ?? null;

type Words<T extends string> = Record<T, readonly [zh: string, ...others: string[]]>;

/** Every value with its Chinese word and further ones; the value itself is understood too. */
export const VALUE_WORDS: {
  state: Words<(typeof TICKET_STATES)[number]>;
  priority: Words<(typeof PRIORITIES)[number]>;
  kind: Words<(typeof TICKET_KINDS)[number]>;
  channel: Words<(typeof CHANNELS)[number]>;
} = {
  state: {
    new: ["新建", "待受理"],
    open: ["处理中"],
    waiting_customer: ["待客户回复", "等待客户", "待客户", "waiting-customer"],
    waiting_department: ["待其他部门", "等待其他部门", "等待部门", "转单中", "waiting-department"],
    waiting_third_party: ["待第三方", "等待第三方", "waiting-third-party"],
    solved: ["已解决", "resolved"],
    closed: ["已关闭", "关闭"],
  },
  priority: {
    P0: ["P0", "最紧急", "critical"],
    P1: ["P1", "紧急", "高", "urgent", "high"],
    P2: ["P2", "一般", "中", "normal", "medium"],
    P3: ["P3", "较低", "低", "low"],
  },
  kind: {
    consultation: ["咨询", "question"],
    complaint: ["投诉"],
    fault: ["故障", "故障报修"],
    suggestion: ["建议", "建议与需求", "需求"],
    proactive: ["主动服务"],
  },
  channel: {
    email: ["邮件", "mail"],
    portal: ["客户门户", "门户"],
    api: ["接口"],
    phone: ["电话"],
    console: ["工作台", "坐席录入"],
  },
};

export type ClosedKey = keyof typeof VALUE_WORDS;

/** The value that a word stands for under a key; null when none does. */
export function valueOf(key: ClosedKey, word: string): string | null {
  const wanted = word.toLowerCase();
  for (const [value, words] of Object.entries(VALUE_WORDS[key]) as [string, readonly string[]][])
    if (value.toLowerCase() === wanted || words.includes(wanted)) return value;
  return null;
}

export const valueLabel = (key: ClosedKey, value: string): LocalText => ({
  zh: (VALUE_WORDS[key] as Record<string, readonly string[]>)[value]?.[0] ?? value,
  en: value.replaceAll("_", " "),
});
