import type { Role } from "../permission/index.ts";
import type { LocalText } from "../local-text.ts";
import type { GateDemand } from "./gate.ts";
import type { Pack } from "./pack.ts";
import { around, say, together } from "./say.ts";
import { targetWords } from "./words.ts";

const ROLE_WORDS: Readonly<Record<Role, LocalText>> = {
  administrator: say("管理员", "an administrator"),
  supervisor: say("主管", "a supervisor"),
  agent: say("客服", "an agent"),
  collaborator: say("协作成员", "a collaborator"),
  viewer: say("只读成员", "a viewer"),
};

export const rolesInWords = (roles: readonly Role[]): LocalText =>
  together(
    roles.map((role) => ROLE_WORDS[role]),
    "或",
    " or ",
  );

/** What to do so that a gate has what it demands. */
export function todoOf(
  pack: Pick<Pack, "forms" | "steps" | "authorities" | "promises">,
  demand: GateDemand,
): LocalText {
  switch (demand.kind) {
    case "form": {
      const title = pack.forms.find(({ id }) => id === demand.formId)?.title;
      return title ? say(`填写“${title.zh}”`, `fill in "${title.en}"`) : say("填写表单", "fill in the form");
    }
    case "confirmation":
      return say(
        "请客户确认，或等待确认期满",
        "ask the customer to confirm, or wait until the time for it has run out",
      );
    case "step": {
      const title = pack.steps.find(({ id }) => id === demand.stepId)?.title;
      return title ? say(`完成步骤“${title.zh}”`, `do the step "${title.en}"`) : say("完成该步骤", "do the step");
    }
    case "approval": {
      const roles = pack.authorities.find(({ id }) => id === demand.authorityId)?.grants.map(({ role }) => role) ?? [];
      return around("请", rolesInWords(roles), "have it approved by ", "审批");
    }
    case "watch": {
      const target = pack.promises.find(({ id }) => id === demand.lineId)?.target;
      return target
        ? around("解决后观察 ", targetWords(target), "watch it after solving for ")
        : say("等待观察期结束", "wait until the watch is over");
    }
  }
}
