import { finding, type Finding } from "./finding.ts";

const WORDS: Readonly<Record<string, string>> = {
  category: "分类",
  tag: "标签",
  survey: "调查",
  notice: "通知",
  form: "表单",
  promise: "时限承诺",
  field: "字段",
  impact: "影响范围",
  urgency: "紧急程度",
  step: "步骤",
  authority: "权限",
  team: "小组",
  roster: "值班表",
  contact: "升级联系人",
  script: "话术",
  channel: "渠道",
  supplement: "补充提问",
  type: "问题类型",
  responsibility: "责任归属",
};

export const unknownId = (place: string, what: string, id: string): Finding =>
  finding(
    "id_unknown",
    place,
    [`没有${WORDS[what] ?? what}“${id}”`, `no ${what} ${id}`],
    [`定义它，或改用已有的${WORDS[what] ?? what}。`, `Define it, or name a ${what} that is there.`],
  );
