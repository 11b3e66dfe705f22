import { idAfter, type Effect } from "../../clocks/index.ts";
import { allCategories } from "../category.ts";
import type { GateDemand } from "../gate.ts";
import type { Pack } from "../pack.ts";
import { conditioned, type Identified } from "../sections.ts";
import type { Finding } from "./finding.ts";
import { unknownId } from "./unknown-id.ts";

/** One mention of something by its id. */
type Mention = { place: string; what: string; id: string | null };

/** Ids that name nothing of the pack. */
export function referenceFindings(pack: Pack): Finding[] {
  const known = knownIds(pack);
  return mentionsOf(pack).flatMap(({ place, what, id }) =>
    id === null || known[what]?.has(id) ? [] : [unknownId(place, what, id)],
  );
}

function knownIds(pack: Pack): Readonly<Record<string, ReadonlySet<string>>> {
  const ids = (items: Identified) => new Set(items.map(({ id }) => id));
  return {
    category: ids(allCategories(pack.categories)),
    tag: ids(pack.tags),
    survey: ids(pack.surveys),
    notice: ids(pack.notices),
    form: ids(pack.forms),
    promise: ids(pack.promises),
    step: ids(pack.steps),
    authority: ids(pack.authorities),
    team: ids(pack.teams),
    roster: ids(pack.onCall),
    contact: ids(pack.escalationContacts),
    script: ids(pack.scripts),
    supplement: ids(pack.supplements),
    channel: ids(pack.channels),
    type: ids(pack.complaints.types),
    responsibility: ids(pack.complaints.responsibilities),
    field: new Set(pack.forms.flatMap(({ id, fields }) => fields.map((field) => `${id}.${field.id}`))),
  };
}

function mentionsOf(pack: Pack): Mention[] {
  return [
    ...conditioned(pack).flatMap(({ place, when }) =>
      when.flatMap(({ category = [], tag = [] }) => [
        ...mentions(`${place}.when.category`, "category", category),
        ...mentions(`${place}.when.tag`, "tag", tag),
      ]),
    ),
    ...pack.promises.flatMap(({ id, onWarn, onBreach }) =>
      [...onWarn, ...onBreach].flatMap((effect) => ofEffect(`promises[${id}]`, effect)),
    ),
    ...pack.gates.flatMap(({ id, demands }) => demands.flatMap((demand) => ofDemand(`gates[${id}].demands`, demand))),
    ...allCategories(pack.categories).flatMap(({ id, requiredFields }) =>
      mentions(`categories[${id}].required_fields`, "supplement", requiredFields),
    ),
    ...pack.steps.flatMap(({ id, after }) => mentions(`steps[${id}].after`, "step", after)),
    ...peopleMentions(pack),
    ...workMentions(pack),
  ];
}

const mentions = (place: string, what: string, ids: readonly string[]): Mention[] =>
  ids.map((id) => ({ place, what, id }));

function ofEffect(place: string, effect: Effect): Mention[] {
  switch (effect.do) {
    case "send_survey":
      return [{ place, what: "survey", id: effect.surveyId }];
    case "notify":
      return [
        { place, what: "notice", id: effect.noticeId },
        { place, what: "roster", id: idAfter("on_call", effect.whom) },
      ];
    case "escalate":
      return [
        { place, what: "team", id: effect.team ?? null },
        { place, what: "roster", id: effect.onCall ?? null },
      ];
    case "reassign":
      return [{ place, what: "team", id: idAfter("team", effect.to) }];
    case "close":
      return [{ place, what: "notice", id: effect.noticeId }];
    default:
      return [];
  }
}

function ofDemand(place: string, demand: GateDemand): Mention[] {
  switch (demand.kind) {
    case "form":
      return [{ place, what: "form", id: demand.formId }];
    case "confirmation":
      return [{ place, what: "promise", id: demand.orLine }];
    case "step":
      return [{ place, what: "step", id: demand.stepId }];
    case "watch":
      return [{ place, what: "promise", id: demand.lineId }];
    case "approval":
      return [
        { place, what: "authority", id: demand.authorityId },
        { place, what: "form", id: demand.of?.formId ?? null },
        ...fieldMention(place, demand.of?.formId, demand.of?.field),
      ];
  }
}

const fieldMention = (place: string, form: string | undefined, field: string | null | undefined): Mention[] =>
  form && field ? [{ place, what: "field", id: `${form}.${field}` }] : [];

/** Who is meant: teams, on-call lists, whom to turn to. */
function peopleMentions({ onCall, escalationContacts, routes, complaints, channels }: Pack): Mention[] {
  return [
    ...onCall.flatMap(({ id, team, backup }) => [
      { place: `on_call[${id}].team`, what: "team", id: team },
      { place: `on_call[${id}].backup`, what: "roster", id: backup },
    ]),
    ...escalationContacts.flatMap(({ id, team, reach, next }) => [
      { place: `escalation_contacts[${id}].team`, what: "team", id: team },
      { place: `escalation_contacts[${id}].next`, what: "contact", id: next },
      ...(reach.kind === "roster"
        ? [{ place: `escalation_contacts[${id}].roster`, what: "roster", id: reach.rosterId }]
        : []),
    ]),
    ...routes.flatMap(({ id, to }) => [
      { place: `routes[${id}].to.team`, what: "team", id: to.team },
      { place: `routes[${id}].to.on_call`, what: "roster", id: to.onCall },
    ]),
    ...complaints.handlers.flatMap(({ id, types, responsibilities, to }) => [
      ...mentions(`complaints.handlers[${id}].type`, "type", types),
      ...mentions(`complaints.handlers[${id}].responsibility`, "responsibility", responsibilities),
      { place: `complaints.handlers[${id}].to.team`, what: "team", id: to.team },
    ]),
    ...channels.map(({ id, owner }) => ({ place: `channels[${id}].owner`, what: "team", id: owner })),
  ];
}

/** What is used: forms, scripts, promises, channels. */
function workMentions({ transfers, channels, scripts, callBacks }: Pack): Mention[] {
  return [
    ...transfers.flatMap(({ id, teams, form, contactField, coordinatorField, promises }) => [
      ...mentions(`transfers[${id}].teams`, "team", teams),
      { place: `transfers[${id}].form`, what: "form", id: form },
      ...fieldMention(`transfers[${id}].contact_field`, form, contactField),
      ...fieldMention(`transfers[${id}].coordinator_field`, form, coordinatorField),
      ...mentions(`transfers[${id}].promises`, "promise", promises),
    ]),
    ...channels.flatMap(({ id, greeting, tag }) => [
      { place: `channels[${id}].greeting`, what: "script", id: greeting },
      { place: `channels[${id}].tag`, what: "tag", id: tag },
    ]),
    ...scripts.map(({ id, channel }) => ({ place: `scripts[${id}].channel`, what: "channel", id: channel })),
    ...callBacks.map(({ id, script }) => ({ place: `call_backs[${id}].script`, what: "script", id: script })),
  ];
}
