import type { When } from "../../clocks/index.ts";
import type { Channel } from "../../ticket/vocabulary.ts";
import { allCategories } from "../category.ts";
import { isWayIn } from "../channel-promises.ts";
import type { Pack } from "../pack.ts";
import type { FollowUpRule } from "../survey.ts";
import { finding, type Finding } from "./finding.ts";

/** What no ticket ever gets to: categories that nothing is promised for, surveys never sent, rules behind others. */
export function reachFindings(pack: Pack): Finding[] {
  return [
    ...channelFindings(pack),
    ...uncountedFindings(pack),
    ...categoryFindings(pack),
    ...surveyFindings(pack),
    ...followUpFindings(pack),
    ...npsFindings(pack),
  ];
}

/** Ways in that the desk has, and their owners: where some have one, all must. */
function channelFindings({ channels }: Pack): Finding[] {
  if (channels.length === 0) return [];
  return WAYS_IN.filter((id) => !channels.some((channel) => channel.id === id)).map((id) =>
    finding(
      "channel_unowned",
      "channels",
      [`渠道 ${id} 没有负责的小组`, `no team answers for the channel ${id}`],
      [`在 channels 中加上 ${id} 及其 owner。`, `Add ${id} with its owner to channels.`],
    ),
  );
}

/** A response that a channel promises, and that no clock counts. */
const uncountedFindings = ({ channels }: Pack): Finding[] =>
  channels
    .filter(({ id, answeredWithinMs, measuredBy }) => isWayIn(id) && answeredWithinMs !== null && measuredBy === null)
    .map(({ id }) =>
      finding(
        "channel_uncounted",
        `channels[${id}].answered_within`,
        ["写了应答时限，却没有说怎么计时，永远不会到期", "promises an answer that nothing counts: it is never due"],
        [
          "加上 measured_by: taken_up（有人接手）或 first_response（首次答复）。",
          "Add measured_by: taken_up (somebody takes it up) or first_response (it is answered).",
        ],
      ),
    );

/** Where people come in; programs and the console have no owner. */
const WAYS_IN: readonly Channel[] = ["email", "portal", "phone"];

/** Where first responses are promised at all, every category must have one that can come to it. */
function categoryFindings(pack: Pack): Finding[] {
  const lines = pack.promises.filter(({ metric }) => metric === "first_response");
  if (lines.length === 0) return [];
  const comesTo = (id: string, { category }: When) =>
    category?.some((wanted) => id === wanted || id.startsWith(`${wanted}.`) || wanted.startsWith(`${id}.`)) ?? true;
  return allCategories(pack.categories)
    .filter(({ id }) => !lines.some(({ when }) => when.length === 0 || when.some((one) => comesTo(id, one))))
    .map(({ id }) =>
      finding(
        "category_unreached",
        `categories[${id}]`,
        ["没有任何首次响应承诺能用到这个分类", "no promise of a first response ever comes to it"],
        ["放宽某条承诺的分类条件，或删去该分类。", "Widen the category of a promise, or take the category out."],
      ),
    );
}

/** Who would recommend us nobody knows who is not asked. */
function npsFindings({ followUps, surveys }: Pack): Finding[] {
  const isAsked = surveys.some(({ questions }) => questions.some(({ type }) => type === "nps"));
  if (isAsked) return [];
  return followUps
    .filter(({ on }) => on === "nps")
    .map(({ id }) =>
      finding(
        "follow_up_unreached",
        `follow_ups[${id}]`,
        ["没有任何调查询问推荐意愿（nps）", "no survey asks whether the customer would recommend us (nps)"],
        ["在调查中加上一道 type: nps 的题。", "Add a question of type nps to a survey."],
      ),
    );
}

function surveyFindings(pack: Pack): Finding[] {
  const sent = pack.promises.flatMap(({ onWarn, onBreach }) =>
    [...onWarn, ...onBreach].flatMap((effect) => (effect.do === "send_survey" ? [effect.surveyId] : [])),
  );
  const second = pack.surveys
    .slice(1)
    .map(({ id }) =>
      finding(
        "survey_never_asked",
        `surveys[${id}]`,
        ["本台只使用第一份调查，这份不会被问到", "the desk asks the first survey alone: this one is never asked"],
        [
          "合并到第一份调查中，让问题轮流出现（shown: in_turn）。",
          "Put its questions into the first, taking turns (shown: in_turn).",
        ],
      ),
    );
  const unsent = pack.surveys
    .filter(({ id }) => !sent.includes(id))
    .map(({ id }) =>
      finding(
        "survey_never_sent",
        `surveys[${id}]`,
        ["没有任何承诺会发出这份调查", "no promise ever sends it"],
        ["在调查时限的 on_warn 中写上 send_survey。", "Send it by send_survey in the on_warn of a survey promise."],
      ),
    );
  return [...second, ...unsent];
}

function followUpFindings({ followUps }: Pack): Finding[] {
  const limitOf = ({ on, satisfactionMax, npsMax }: FollowUpRule) => (on === "nps" ? npsMax : satisfactionMax);
  return followUps.flatMap((rule, index) => {
    const { id, on } = rule;
    const limit = limitOf(rule);
    const isIdle = on !== "not_solved" && limit === null;
    const before = followUps
      .slice(0, index)
      .find((other) => other.on === on && (on === "not_solved" || (limitOf(other) ?? -1) >= (limit ?? -1)));
    if (!isIdle && !before) return [];
    return [
      finding(
        "follow_up_unreached",
        `follow_ups[${id}]`,
        before
          ? [`前面的规则“${before.id}”总是先适用`, `the rule ${before.id} before it always comes first`]
          : [`没有 ${on === "nps" ? "nps_max" : "satisfaction_max"}，永远不适用`, "has no limit: it never applies"],
        [
          "按满意度从低到高排列规则，并写明上限。",
          "Order the rules from the lowest satisfaction up, each with its limit.",
        ],
      ),
    ];
  });
}
