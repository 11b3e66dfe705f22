import { answerCaseSurvey, confirmCase, rejectCase } from "../../contract/closing-routes.ts";
import { linkTicket, mergeTicket } from "../../contract/ticket-relation-routes.ts";
import {
  addNote,
  assignTicket,
  closeTicket,
  followTicket,
  markSeen,
  sendMessage,
  setTicketState,
  snoozeTicket,
  solveTicket,
  submitForm,
  updateTicket,
} from "../../contract/ticket-routes.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { isConfirmed } from "../../core/tickets/index.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";
import { standingOf } from "./demo-store.ts";
import type { DemoContact } from "./make-customers.ts";
import { DAY_MS, HOUR_MS, inOffice } from "./moments.ts";
import { doingAs, fill, holderOf, phrasesOf, said, type Scene } from "./scene.ts";
import { asInbound } from "./write-mail.ts";

/** Something that one person of a story does at the moment that the clock shows. */
export type Act = (scene: Scene) => Promise<void>;

const params = ({ ticketId }: Scene) => ({ ticketId });
const subjectOf = ({ story }: Scene) =>
  fill({ story }, story.topic.subjects[story.seed % story.topic.subjects.length]!);

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const asHtml = (text: string) =>
  text
    .split("\n")
    .map((line) => `<p>${escape(line)}</p>`)
    .join("");

/** How often a form is not filled in, so that its promise breaks. */
const FORGOTTEN_SHARE = 0.08;

/** The agent takes the case, says what it is and, of a fault, what he found out so far. */
export const takeUp: Act = async (scene) => {
  const { story, team, world } = scene;
  const holder = await holderOf(scene);
  const doing = doingAs(scene, holder);
  if (holder.staffId === scene.owner.staffId)
    await world.perform(doing, assignTicket, {
      params: params(scene),
      body: { teamId: teamOf(holder, team.id), assigneeId: holder.staffId },
    });
  await world.perform(doing, setTicketState, { params: params(scene), body: { state: "open" } });
  const { category, kind, tags } = story.topic;
  await world.perform(doing, updateTicket, {
    params: params(scene),
    body: { categoryId: category, kind, tags: [...tags] },
  });
  if (kind !== "fault" || scene.random.share() < FORGOTTEN_SHARE) return;
  await form(scene, "diagnosis", { facts: fill(scene, story.topic.cause), outcome: "solvable" });
};

/** Advisers of strategic customers have the case in their own team. */
const teamOf = (holder: SignedIn, teamId: string) =>
  holder.viewer.teamIds.includes(teamId) ? teamId : (holder.viewer.teamIds[0] ?? teamId);

const reply = async (scene: Scene, text: string, more: { thenState?: "waiting_customer"; update?: true } = {}) => {
  const hello =
    scene.story.contact.language === "zh" ? `${scene.story.contact.name}，您好！` : `Dear ${scene.story.contact.name},`;
  await scene.world.perform(doingAs(scene, await holderOf(scene)), sendMessage, {
    params: params(scene),
    body: {
      kind: more.update ? "progress_update" : "reply",
      html: asHtml(`${hello}\n${text}`),
      ...(more.thenState ? { thenState: more.thenState } : {}),
    },
  });
};

export const ask: Act = async (scene) => {
  const { question, solution } = scene.story.topic;
  if (question === "") return reply(scene, fill(scene, solution));
  await reply(scene, fill(scene, question), { thenState: "waiting_customer" });
};

export const solution: Act = (scene) => reply(scene, fill(scene, scene.story.topic.solution));

export const update: Act = (scene) => {
  const { contact } = scene.story;
  const next = momentInWords(inOffice(scene.world.clock.now + 3.5 * HOUR_MS), contact.language, "Asia/Shanghai");
  return reply(scene, fill(scene, said(scene, "update"), { stage: said(scene, "stages"), next }), { update: true });
};

const write = async (scene: Scene, from: DemoContact, text: string, more: { fresh?: string; log?: boolean } = {}) => {
  const subject = more.fresh ?? subjectOf(scene);
  const signed =
    from.language === "zh" ? `${text}\n\n${from.name}\n${from.organisation}` : `${text}\n\nBest regards\n${from.name}`;
  const ticketId = more.fresh === undefined ? scene.ticketId : null;
  const mail = asInbound(scene, { from, subject, text: signed, ticketId, log: more.log ?? false });
  return scene.world.intake.takeIn(scene.tx, mail);
};

/** The first mail of a story. @returns the ticket's id */
export async function openByMail(scene: Scene): Promise<string> {
  const { ticketId } = await write(scene, scene.story.contact, fill(scene, scene.story.topic.body), {
    fresh: subjectOf(scene),
  });
  return ticketId!;
}

export const phoneText = (scene: Scene): { subject: string; text: string } => ({
  subject: subjectOf(scene),
  text: `${phrasesOf(scene).phone}${fill(scene, scene.story.topic.body)}`,
});

export const answer: Act = async (scene) => {
  const { topic, contact } = scene.story;
  const text = topic.answer === "" ? said(scene, "thanks") : fill(scene, topic.answer);
  await write(scene, contact, text, { log: topic.log ?? false });
};
const writing =
  (key: "chase" | "still" | "agreed"): Act =>
  async (scene) =>
    void (await write(scene, scene.story.contact, said(scene, key)));
export const chase = writing("chase");
export const still = writing("still");
export const agree = writing("agreed");

const noteBy = async (scene: Scene, session: SignedIn, text: string, mentioned?: SignedIn) => {
  const name =
    mentioned && `<span data-type="mention" data-id="${mentioned.staffId}">@${escape(mentioned.name)}</span>`;
  const html = asHtml(text).replace("@{name}", () => name ?? "");
  await scene.world.perform(doingAs(scene, session), addNote, {
    params: params(scene),
    body: { html, mentions: mentioned ? [mentioned.staffId] : [] },
  });
};

/** What it is, for colleagues to read; of faults and complaints as a report. */
export const analyse: Act = async (scene) => {
  const { kind, analysis, cause, measures } = scene.story.topic;
  await noteBy(scene, await holderOf(scene), fill(scene, analysis));
  if ((kind !== "fault" && kind !== "complaint") || scene.random.share() < FORGOTTEN_SHARE) return;
  await form(scene, "analysis_report", {
    findings: fill(scene, analysis),
    suspected_cause: fill(scene, cause),
    next_steps: fill(scene, measures),
  });
};

/** Whoever has the case has read it, and so has the team's leader. */
export const readUp: Act = async (scene) => {
  const { seq } = await standingOf(scene.tx, scene.ticketId);
  for (const reader of new Set([await holderOf(scene), scene.team.leader]))
    await scene.world.perform(doingAs(scene, reader), markSeen, { params: params(scene), body: { seq } });
};

const waitFor = async (scene: Scene, state: "waiting_department" | "waiting_third_party" | "open") =>
  scene.world.perform(doingAs(scene, await holderOf(scene)), setTicketState, {
    params: params(scene),
    body: { state },
  });

export const askDepartment: Act = async (scene) => {
  const { collaborator } = scene.world.staff;
  await noteBy(scene, await holderOf(scene), fill(scene, phrasesOf(scene).toDepartment), collaborator);
  await waitFor(scene, "waiting_department");
};

export const departmentAnswers: Act = async (scene) => {
  await noteBy(scene, scene.world.staff.collaborator, fill(scene, phrasesOf(scene).fromDepartment));
  await waitFor(scene, "open");
};

export const waitForParts: Act = async (scene) => {
  await noteBy(scene, await holderOf(scene), phrasesOf(scene).thirdParty);
  await waitFor(scene, "waiting_third_party");
};

export const partsCame: Act = (scene) => waitFor(scene, "open");

export const handOver: Act = async (scene) => {
  const from = await holderOf(scene);
  const { agents, id } = scene.team;
  const to = agents.find(({ staffId }) => staffId !== from.staffId && from.viewer.teamIds.includes(id));
  if (!to) return;
  await scene.world.perform(doingAs(scene, from), assignTicket, {
    params: params(scene),
    body: { teamId: id, assigneeId: to.staffId, reason: phrasesOf(scene).reasonHandover },
  });
};

export const leaderFollows: Act = async (scene) =>
  void (await scene.world.perform(doingAs(scene, scene.team.leader), followTicket, { params: params(scene) }));

export const workaround: Act = async (scene) => {
  if (scene.story.topic.category !== "fault.outage") return;
  const content = { steps: fill(scene, scene.story.topic.solution), limits: scene.story.topic.cause };
  await form(scene, "workaround", content);
};

const form = async (scene: Scene, formId: string, content: Record<string, unknown>) =>
  scene.world.perform(doingAs(scene, await holderOf(scene)), submitForm, {
    params: { ...params(scene), formId },
    body: { content },
  });

/** Result notice and service summary, then solved: the customer gets the notice with his link. */
export const solve: Act = async (scene) => {
  const { topic } = scene.story;
  await form(scene, "result_notice", {
    cause: fill(scene, topic.cause),
    measures: fill(scene, topic.measures),
    prevention: fill(scene, topic.prevention),
  });
  await form(scene, "service_summary", {
    root_cause: fill(scene, topic.root),
    root_cause_type: topic.rootType,
    ...(topic.rootType === "other" ? { root_cause_other: fill(scene, topic.root) } : {}),
  });
  const doing = doingAs(scene, await holderOf(scene));
  await scene.world.perform(doing, solveTicket, { params: params(scene), body: {} });
};

const byLink = (scene: Scene) => ({ token: scene.world.caseToken(scene.ticketId, scene.world.clock.now) });

/** Once: a case that a gate still holds after the customer's yes stays solved. */
export const confirm: Act = async (scene) => {
  if (await isConfirmed(scene.tx, scene.ticketId)) return;
  await scene.world.perform(doingAs(scene, null), confirmCase, { params: byLink(scene) });
};

export const reject: Act = async (scene) =>
  void (await scene.world.perform(doingAs(scene, null), rejectCase, {
    params: byLink(scene),
    body: { reason: said(scene, "reject") },
  }));

export const rate =
  (mood: "praise" | "fair" | "blame"): Act =>
  async (scene) => {
    const { random } = scene;
    const satisfaction = { praise: random.between(4, 5), fair: 3, blame: random.between(1, 2) }[mood];
    const question = random.pick(["response_speed", "ability", "attitude"]);
    await scene.world.perform(doingAs(scene, null), answerCaseSurvey, {
      params: byLink(scene),
      body: { satisfaction, answers: { [question]: satisfaction }, comment: said(scene, mood) },
    });
  };

/** The supervisor takes over: what is wrong, what is done about it, until when. */
export const planRemedy: Act = async (scene) => {
  const holder = await holderOf(scene);
  const { remedy, complaintNote } = phrasesOf(scene);
  const promised = new Date(scene.world.clock.now + DAY_MS).toISOString();
  await noteBy(scene, holder, complaintNote);
  const { complaint, measures } = remedy;
  await form(scene, "remedy_plan", { complaint, measures, promised_by: promised, responsible: holder.name });
  await reply(scene, fill(scene, remedy.reply, { name: holder.name }));
};

export const closeByPhone: Act = async (scene) =>
  void (await scene.world.perform(doingAs(scene, await holderOf(scene)), closeTicket, {
    params: params(scene),
    body: { confirmedByPhone: true },
  }));

export const snooze: Act = async (scene) => {
  const holder = await holderOf(scene);
  await noteBy(scene, holder, phrasesOf(scene).snooze);
  const until = new Date(inOffice(scene.world.end + scene.random.between(1, 5) * DAY_MS)).toISOString();
  await scene.world.perform(doingAs(scene, holder), snoozeTicket, { params: params(scene), body: { until } });
};

/** The same again in a second mail: its ticket is merged into the first. */
export const mergeSecondMail: Act = async (scene) => {
  const subject = subjectOf(scene);
  const text = fill(scene, phrasesOf(scene).twin, { subject });
  const { ticketId } = await write(scene, scene.story.contact, text, { fresh: subject });
  scene.ticketIds.push(ticketId!);
  await scene.world.perform(doingAs(scene, scene.team.leader), mergeTicket, {
    params: { ticketId: ticketId! },
    body: { intoTicketId: scene.ticketId },
  });
};

/** A colleague reports the same: linked, and worked on beside the first. */
export const linkColleague: Act = async (scene) => {
  const { story, world } = scene;
  const { ticketId } = await write(scene, story.colleague, fill(scene, story.topic.body), { fresh: subjectOf(scene) });
  scene.ticketIds.push(ticketId!);
  await world.perform(doingAs(scene, scene.team.leader), linkTicket, {
    params: { ticketId: ticketId!, otherId: scene.ticketId },
    body: { relation: "related" },
  });
};

/** From now on the story is about its newest ticket. */
export const turnToSecond: Act = async (scene) => {
  scene.ticketId = scene.ticketIds.at(-1)!;
};

/** It is back after the window for reopening: a new case, linked to the old one. */
export const comeBack: Act = async (scene) => {
  const { ticketId } = await write(scene, scene.story.contact, fill(scene, phrasesOf(scene).again));
  if (ticketId && !scene.ticketIds.includes(ticketId)) scene.ticketIds.push(ticketId);
  scene.ticketId = ticketId!;
};
