import { readNotifications } from "../../contract/notification-routes.ts";
import { createTicket } from "../../contract/ticket-routes.ts";
import { markSent } from "../../core/tickets/index.ts";
import type { TicketState } from "../../domain/ticket/index.ts";
import { fireTimersOf } from "../../features/clocks/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { openByMail, phoneText, readUp } from "./acts.ts";
import { COURSE_STEPS } from "./courses.ts";
import { messagesToSend, nextTimer, standingOf } from "./demo-store.ts";
import type { Story } from "./story.ts";
import { doingAs, holderOf, type Scene, type World } from "./scene.ts";
import { seededRandom } from "./seeded-random.ts";

const OPEN: readonly TicketState[] = ["new", "open", "waiting_customer", "waiting_department", "waiting_third_party"];
/** A rule acts within a second of its moment. */
const RULE_LATE_MS = 350;
/** What happened this lately nobody has read yet. */
const UNREAD_MS = 15 * 60_000;
const DELIVERY_MS = 2_400;
const TIMERS_MAX = 2_000;

/**
 * Plays one story up to the end of time: each step at its own moment, promises warning and breaking in between, as they
 * would have. What went out is marked as sent; nothing leaves.
 * @returns how many tickets came of it
 */
export async function playStory(world: World, tx: Tx, story: Story): Promise<number> {
  const random = seededRandom(story.seed);
  const team = world.staff.teams[story.topic.team];
  const scene: Scene = { world, tx, story, random, team, ticketId: "", ticketIds: [], owner: random.pick(team.agents) };
  world.clock.now = story.openedAt;
  scene.ticketId = story.channel === "email" ? await openByMail(scene) : await openByPhone(scene);
  scene.ticketIds.push(scene.ticketId);
  world.opened();
  await goWithCase(scene);
  const { anyHour, stepsMax } = story;
  const complaint = story.topic.kind === "complaint";
  for (const { wait, act, in: states = OPEN } of COURSE_STEPS[story.course].slice(0, stepsMax)) {
    const { priority } = await standingOf(tx, scene.ticketId);
    const at = Math.ceil(wait(world.clock.now, { priority, complaint, anyHour }, random));
    if (at > world.end) break;
    await letTimePass(scene, at);
    const { state } = await standingOf(tx, scene.ticketId);
    await goWithCase(scene);
    if (states.includes(state)) await act(scene);
  }
  const busyUntil = world.clock.now;
  await letTimePass(scene, world.end);
  if (busyUntil < world.end - UNREAD_MS) await readUp(scene);
  await sendAll(scene);
  for (const session of world.others)
    for (const ticketId of scene.ticketIds)
      await world.perform(doingAs(scene, session), readNotifications, { body: { ticketId } });
  return scene.ticketIds.length;
}

/** A route or an escalation may have given the case to another team, or to another person: the story goes on with those. */
async function goWithCase(scene: Scene): Promise<void> {
  const { teamId } = await standingOf(scene.tx, scene.ticketId);
  const team = Object.values(scene.world.staff.teams).find(({ id }) => id === teamId);
  if (team && team.id !== scene.team.id) {
    scene.team = team;
    scene.owner = scene.random.pick(team.agents);
  }
  scene.owner = await holderOf(scene);
}

async function openByPhone(scene: Scene): Promise<string> {
  const { story, team, owner } = scene;
  const { id } = await scene.world.perform(doingAs(scene, owner), createTicket, {
    body: {
      ...phoneText(scene),
      contact: { id: story.contact.id },
      kind: story.topic.kind,
      categoryId: story.topic.category,
      teamId: team.id,
      assigneeId: owner.staffId,
      language: story.contact.language,
      channel: "phone",
    },
  });
  return id;
}

/** Up to a moment, with what rules do on the way. */
async function letTimePass({ world, tx, ticketIds }: Scene, until: number): Promise<void> {
  const { clock, timers } = world;
  for (let fired = 0; fired < TIMERS_MAX; fired += 1) {
    const next = await nextTimer(tx, ticketIds);
    if (!next || next.at + RULE_LATE_MS > until) break;
    clock.now = Math.max(clock.now, next.at + RULE_LATE_MS);
    await fireTimersOf(timers, tx, next.ticketId, clock.now);
  }
  clock.now = Math.max(clock.now, until);
}

async function sendAll({ world, tx, ticketIds }: Scene): Promise<void> {
  for (const { id, sendAt } of await messagesToSend(tx, ticketIds))
    await markSent(tx, id, Math.min(sendAt + DELIVERY_MS, world.end));
}
