/** Words of an exported list; the glossary's own. Index 0 is Chinese, 1 is English. */
type Words = readonly [string, string];

export const HEADINGS: readonly Words[] = [
  ["编号", "Number"],
  ["主题", "Subject"],
  ["状态", "State"],
  ["优先级", "Priority"],
  ["类型", "Kind"],
  ["分类", "Category"],
  ["客户", "Customer"],
  ["组织", "Organisation"],
  ["客户等级", "Tier"],
  ["小组", "Team"],
  ["负责人", "Owner"],
  ["渠道", "Channel"],
  ["受理时间", "Opened at"],
  ["最近消息", "Last message at"],
  ["更新时间", "Updated at"],
  ["下一时限", "Next due at"],
  ["承诺", "Promises"],
  ["标签", "Tags"],
];

const WORDS: Record<string, Words> = {
  new: ["新建", "New"],
  open: ["处理中", "Open"],
  waiting_customer: ["等待客户", "Waiting for the customer"],
  waiting_department: ["等待其他部门", "Waiting for another department"],
  waiting_third_party: ["等待第三方", "Waiting for a third party"],
  solved: ["已解决", "Solved"],
  closed: ["已关闭", "Closed"],
  consultation: ["咨询", "Consultation"],
  complaint: ["投诉", "Complaint"],
  fault: ["故障报修", "Fault"],
  suggestion: ["建议与需求", "Suggestion"],
  proactive: ["主动服务", "Proactive"],
  strategic: ["战略", "Strategic"],
  growth: ["成长", "Growth"],
  basic: ["基础", "Basic"],
  email: ["邮件", "E-mail"],
  portal: ["门户", "Portal"],
  api: ["接口", "API"],
  phone: ["电话", "Phone"],
  console: ["工作台", "Console"],
  kept: ["正常", "On time"],
  at_risk: ["有风险", "At risk"],
  breached: ["已超时", "Breached"],
};

export const wordFor = (code: string, language: "zh" | "en"): string =>
  WORDS[code]?.[language === "zh" ? 0 : 1] ?? code;
