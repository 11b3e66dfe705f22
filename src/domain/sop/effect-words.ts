import { idAfter, type Effect, type Whom } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import { around, say } from "./say.ts";

const PEOPLE: Readonly<Record<string, LocalText>> = {
  owner: say("负责人", "the owner"),
  leader: say("组长", "the leader"),
  supervisor: say("主管", "the supervisor"),
  followers: say("关注者", "the followers"),
  customer: say("客户", "the customer"),
  L2: say("二线", "L2"),
  L3: say("三线", "L3"),
};
const ROLES: Readonly<Record<string, LocalText>> = {
  administrator: say("全体管理员", "all administrators"),
  supervisor: say("全体主管", "all supervisors"),
  agent: say("全体客服", "all agents"),
  collaborator: say("全体协作人员", "all collaborators"),
  viewer: say("全体只读人员", "all viewers"),
};

/** What an effect does, as people say it. */
export function effectWords(effect: Effect): LocalText {
  switch (effect.do) {
    case "notify":
      return around("通知", whomWords(effect.whom), "tell ");
    case "escalate":
      return escalationWords(effect);
    case "reassign": {
      const team = idAfter("team", effect.to);
      return around("转派给", team === null ? personWords(effect.to) : teamWords(team), "reassign to ");
    }
    case "raise_priority":
      return say(`优先级提升到 ${effect.to}`, `raise to ${effect.to}`);
    case "open_follow_up":
      return around("转二次跟进，由", personWords(effect.owner), "open a second follow-up for ", "负责");
    case "ask_supplement":
      return say("请客户补充资料", "ask the customer for what is missing");
    case "post_note":
      return around("添加备注：", effect.text, "add the note: ");
    case "send_survey":
      return say(`发送调查 ${effect.surveyId}`, `send survey ${effect.surveyId}`);
    case "webhook":
      return say(`调用 ${effect.url}`, `call ${effect.url}`);
    case "close":
      return say("关闭", "close");
  }
}

function whomWords(whom: Whom): LocalText {
  const role = idAfter("role", whom);
  if (role !== null) return ROLES[role] ?? say(role, role);
  const roster = idAfter("on_call", whom);
  return roster === null ? personWords(whom) : rosterWords(roster);
}

function escalationWords({ to, team, onCall }: Extract<Effect, { do: "escalate" }>): LocalText {
  const level = around("升级到", personWords(to), "escalate to ");
  const where = onCall !== undefined ? rosterWords(onCall) : team !== undefined ? teamWords(team) : null;
  return where ? say(`${level.zh}（${where.zh}）`, `${level.en} (${where.en})`) : level;
}

const teamWords = (id: string) => say(`小组 ${id}`, `the team ${id}`);
const rosterWords = (id: string) => say(`${id} 值班人员`, `whoever is on call for ${id}`);
const personWords = (id: string): LocalText => PEOPLE[id] ?? say(id, id);
