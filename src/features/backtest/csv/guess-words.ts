import type { Priority } from "../../../domain/ticket/vocabulary.ts";
import type { EventWord } from "./event-words.ts";

/** What an activity's name gives away, in English, Chinese, German, Italian, French and Spanish stems. The first that fits counts. */
const ACTIVITY_WORDS: readonly (readonly [pattern: RegExp, words: readonly EventWord[]])[] = [
  [/re-?open|重新打开|重开|重新激活|wiederer|riapert/i, ["reopened"]],
  [/not (re)?solved|unresolved|未解决/i, ["not_solved"]],
  [/cancel|invalid|duplicate|reject|withdraw|spam|取消|作废|无效|重复|撤销/i, ["cancelled"]],
  [/survey|satisf|feedback request|满意度|调查|评价/i, ["survey_sent"]],
  [/confirm|verified|accept(ed)? (by|from) (the )?(customer|client|user)|客户确认|确认/i, ["confirmed"]],
  [/clos|archiv|chius|ferm|cerrad|geschlossen|关闭|关单|结案|归档|结束/i, ["closed"]],
  [/(re)?solv|fixed|complete|finish|done|risol|résol|gelöst|解决|处理完成|完成|修复|办结/i, ["solved"]],
  [
    /(customer|client|user|requester|end.?user) (repl|respon|answer|comment|update|message)|客户(回复|留言|答复|补充)/i,
    ["customer_message"],
  ],
  [/(wait|pending|await|hold).*(vendor|supplier|third|partner)|第三方|供应商|厂商/i, ["waiting_third_party"]],
  [
    /(wait|pending|await).*(implement|depart|develop|team|intern|r&d)|escalat|require upgrade|转研发|转部门|升级/i,
    ["waiting_department"],
  ],
  [/wait|pending|await|on.?hold|suspend|attesa|等待|挂起|暂停/i, ["waiting_customer"]],
  [/resum|恢复|解除挂起/i, ["resumed"]],
  [
    /repl(y|ied)|respon[ds]|answer|email sent|send (e-?mail|message)|contact|call(ed)? (the )?customer|回复|答复|响应|联系客户/i,
    ["answered"],
  ],
  [/acknowledg|受理回执|自动回复/i, ["acknowledged"]],
  [
    /take|took|in progress|in charge|accept|assign|start|begin|pick(ed)? up|受理|接单|接手|处理中|分派|派单|指派/i,
    ["taken_up"],
  ],
  [/creat|open|insert|new|submit|regist|log(ged)?\b|receiv|report|创建|新建|提交|登记|报修|接收|来单/i, ["opened"]],
];

/** What an activity seems to mean; one that says nothing counts as work on the case. */
export const guessMeaning = (activity: string): readonly EventWord[] =>
  ACTIVITY_WORDS.find(([pattern]) => pattern.test(activity))?.[1] ?? ["progressed"];

const PRIORITY_WORDS: readonly (readonly [pattern: RegExp, priority: Priority])[] = [
  [/^(p0|sev-?0|blocker|emergency|紧急|特急|最高)/i, "P0"],
  [/^(p1|sev-?1|s1|critical|urgent|very high|highest|严重|非常高|特级|1\b)/i, "P1"],
  [/^(p2|sev-?2|s2|high|major|important|高|重要|2\b)/i, "P2"],
  [/^(p3|p4|p5|sev-?[345]|s[345]|normal|medium|moderate|low|minor|trivial|一般|普通|中|低|[3-9]\b)/i, "P3"],
];

/** Null for a word that names no priority. */
export const guessPriority = (value: string): Priority | null =>
  PRIORITY_WORDS.find(([pattern]) => pattern.test(value))?.[1] ?? null;

/** Names of columns, without signs and in small letters, the likeliest first. */
export const COLUMN_NAMES = {
  case: [
    "caseid",
    "caseconceptname",
    "case",
    "ticketid",
    "ticketnumber",
    "ticketno",
    "ticket",
    "incidentid",
    "incidentnumber",
    "incident",
    "srnumber",
    "requestid",
    "issuekey",
    "issueid",
    "problemid",
    "number",
    "traceid",
    "id",
    "key",
    "工单编号",
    "工单号",
    "工单id",
    "案例编号",
    "案例id",
    "单号",
    "编号",
  ],
  activity: [
    "activity",
    "activityname",
    "conceptname",
    "activityid",
    "event",
    "eventname",
    "eventtype",
    "action",
    "incidentactivitytype",
    "newstatus",
    "status",
    "state",
    "step",
    "task",
    "活动",
    "活动名称",
    "事件",
    "操作",
    "动作",
    "状态",
    "环节",
  ],
  moment: [
    "completetimestamp",
    "timetimestamp",
    "timestamp",
    "eventtimestamp",
    "completetime",
    "endtime",
    "endtimestamp",
    "datetime",
    "eventtime",
    "starttimestamp",
    "starttime",
    "time",
    "date",
    "datestamp",
    "occurredat",
    "updatedat",
    "createdat",
    "sysupdatedat",
    "发生时间",
    "操作时间",
    "时间戳",
    "时间",
    "日期",
  ],
  team: [
    "team",
    "workgroup",
    "assignmentgroup",
    "supportgroup",
    "supportteam",
    "supportsection",
    "group",
    "orggroup",
    "queue",
    "department",
    "小组",
    "班组",
    "处理组",
    "团队",
    "部门",
    "受理部门",
  ],
  priority: ["priority", "severity", "urgency", "seriousness", "优先级", "紧急程度", "严重程度"],
  category: ["category", "subcategory", "product", "productid", "分类", "类别", "问题分类", "产品"],
} as const;
