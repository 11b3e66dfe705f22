import type { Clock, ClockEvent, PromiseLine } from "../../src/domain/clocks/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-facts.ts";
import type { WorkingCalendar } from "../../src/domain/time/index.ts";
import { factsAfter, namesOf, saysYes, WALKED_RULES } from "./clock-rules.ts";
import { calendarReader, type CalendarReader } from "./minute-walker.ts";

const MINUTE = 60_000;

/** A clock as it was lived; `countedMs` up to its end. */
export type Walked = Pick<Clock, "lineId" | "startedAt" | "stoppedAt" | "breachedAt" | "state"> & { countedMs: number };

type Life = Walked & {
  subject: string | null;
  countsFrom: number;
  /** Begun by the news that ended the one before. */
  isAnew: boolean;
  applies: boolean;
  shown: boolean;
  /** Its time ran in the minute that has just passed. */
  ran: boolean;
  /** What was promised should be there: the target is used up, its moment has come. */
  isDue: boolean;
  countedAtEndMs: number | null;
};
type Verdict = "met" | "cancelled";
type Track = { line: PromiseLine; calendar: CalendarReader; lives: Life[]; done: Life[] };
type World = { tracks: Track[]; facts: TicketFacts; answered: boolean; mergedAt: number | null; now: number };

/**
 * Lives through every minute once and knows nothing of stretches: does this minute count, is the target used up, is it the
 * hour, does the line apply, is what it must come before overdue? Events on whole minutes, one a minute.
 */
export function walkClocks(
  lines: readonly PromiseLine[],
  calendars: ReadonlyMap<string, WorkingCalendar>,
  { events, facts, now }: { events: readonly ClockEvent[]; facts: TicketFacts; now: number },
): Walked[] {
  const readers = new Map([...calendars].map(([id, calendar]) => [id, calendarReader(calendar)]));
  const tracks = lines.map((line): Track => {
    const calendar = readers.get(line.calendar);
    if (!calendar) throw new Error(`no calendar ${line.calendar}`);
    return { line, calendar, lives: [], done: [] };
  });
  // What must come before something else is looked at after it.
  tracks.sort((a, b) => Number(isOnce(a)) - Number(isOnce(b)));
  const world: World = { tracks, facts, answered: false, mergedAt: null, now };
  const happening = new Map(events.map((event) => [event.at, event]));
  for (let at = events[0]?.at ?? now; at <= now; at += MINUTE) {
    for (const track of tracks) for (const life of track.lives) comeDue(world, track, life, at);
    const event = happening.get(at);
    if (event) meet(world, event);
    for (const track of tracks) for (const life of track.lives) live(world, track, life, at);
  }
  return tracks.flatMap((track) => conclude(track, world.mergedAt));
}

function conclude(track: Track, mergedAt: number | null): Walked[] {
  for (const life of track.lives) {
    if (mergedAt !== null && life.applies) callOff(track, life, mergedAt);
    bury(track, life);
  }
  return track.done
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map(({ lineId, startedAt, stoppedAt, breachedAt, state, countedMs, countedAtEndMs }) => ({
      lineId,
      startedAt,
      stoppedAt,
      breachedAt,
      state,
      countedMs: countedAtEndMs ?? countedMs,
    }));
}

const isOnce = ({ line }: Track) => line.target.type === "once_before";

/** By the passing of time alone, before anything happens in this minute. */
function comeDue(world: World, track: Track, life: Life, at: number) {
  const { target } = track.line;
  if (life.isDue) return;
  if (target.type === "daily") {
    const isToday = life.isAnew && track.calendar.dateOf(life.startedAt) === track.calendar.dateOf(at);
    life.isDue = life.ran && !isToday && track.calendar.isDailyMoment(at, target.minute);
  } else if (target.type === "once_before") life.isDue = life.ran && life.applies && isOverdue(world, target.metric);
  else life.isDue = life.countedMs >= target.ms;
}

/** What stands on the ticket for that metric is due, and not done. */
const isOverdue = ({ tracks }: World, metric: PromiseLine["metric"]) =>
  tracks.some(
    (track) =>
      !isOnce(track) &&
      track.line.metric === metric &&
      track.lives.some((life) => life.applies && life.isDue && !isWaitedOut(track, life)),
  );

function meet(world: World, event: ClockEvent) {
  const { at, type } = event;
  world.facts = factsAfter(world.facts, event);
  if (type === "unmerged") world.mergedAt = null;
  if (type === "merged") {
    for (const track of world.tracks) for (const life of track.lives) breakIfDue(track, life, at);
    world.mergedAt ??= at;
  }
  if (world.mergedAt === null) for (const track of world.tracks) change(world, track, event);
  if (type === "answered" || type === "solved") world.answered = true;
  for (const track of world.tracks) {
    const applies = saysYes(track.line, world.facts);
    for (const life of track.lives) apply(track, life, { at, applies });
  }
}

function change(world: World, track: Track, event: ClockEvent) {
  const { line, lives } = track;
  const { at } = event;
  const subject = "subject" in event ? event.subject : null;
  const meant = lives.filter((life) => subject === null || life.subject === subject);
  const finishAll = (verdict: Verdict) => meant.forEach((life) => finish(track, life, { at, verdict }));
  const begin = (isAnew: boolean) => {
    const countsFrom = "plannedFor" in event ? event.plannedFor : at;
    track.lives.push(born(line, { at, subject, countsFrom, isAnew }));
  };
  const rule = WALKED_RULES[line.metric];
  const means = (list: readonly string[] | undefined) => namesOf(event).some((name) => list?.includes(name));
  if (means(rule.on)) {
    const isPlannedAnew = line.metric === "call_back";
    if (isPlannedAnew) finishAll("cancelled");
    if (mayBegin(world, line) && (isPlannedAnew || meant.length === 0)) begin(false);
  } else if (means(rule.off)) finishAll("cancelled");
  else if (means(rule.met)) finishAll("met");
  else if (means(rule.anew) && meant.length > 0 && (!isOnce(track) || isNews(world, event))) {
    finishAll("met");
    if (!isOnce(track)) begin(true);
  }
}

/** Only what comes after an answer is for the next one. */
const mayBegin = ({ answered }: World, { metric }: PromiseLine) => metric !== "next_response" || answered;

/** The first answer is a response; it is news only if it says so. */
const isNews = ({ answered }: World, event: ClockEvent) =>
  event.type === "answered" && (answered || event.kind === "progress_update");

const born = (
  line: PromiseLine,
  { at, ...given }: { at: number } & Pick<Life, "subject" | "countsFrom" | "isAnew">,
): Life => ({
  lineId: line.id,
  startedAt: at,
  stoppedAt: null,
  breachedAt: null,
  state: "running",
  countedMs: 0,
  countedAtEndMs: null,
  applies: false,
  shown: false,
  ran: false,
  isDue: false,
  ...given,
});

function apply(track: Track, life: Life, { at, applies }: { at: number; applies: boolean }) {
  if (applies) {
    Object.assign(life, { applies, shown: true });
    if (!isWaitedOut(track, life)) Object.assign(life, { stoppedAt: null, countedAtEndMs: null });
  } else if (life.applies) {
    breakIfDue(track, life, at);
    life.applies = false;
    if (!isWaitedOut(track, life)) callOff(track, life, at);
  }
}

/** Kept by nobody, but missed if it was overdue. */
const callOff = (track: Track, life: Life, at: number) => {
  if (!isWaitedOut(track, life)) end(life, at, life.breachedAt === null ? "cancelled" : "missed");
};

function end(life: Life, at: number, state: Life["state"]) {
  Object.assign(life, { stoppedAt: at, state, countedAtEndMs: life.countedMs });
}

function finish(track: Track, life: Life, { at, verdict }: { at: number; verdict: Verdict }) {
  const waits = track.line.metric === "watch";
  if (life.applies) {
    if (verdict === "cancelled" || waits) breakIfDue(track, life, at);
    if (!isWaitedOut(track, life)) {
      // What is waited out is broken by being stopped.
      if (waits && verdict === "met") life.breachedAt = at;
      end(life, at, life.breachedAt === null ? verdict : "missed");
    }
  }
  bury(track, life);
}

function bury(track: Track, life: Life) {
  if (life.shown) track.done.push(life);
  track.lives = track.lives.filter((each) => each !== life);
}

const isWaitedOut = ({ line }: Track, life: Life) => line.metric === "watch" && life.state === "met";

function live(world: World, track: Track, life: Life, at: number) {
  const { line, calendar } = track;
  const standing = world.mergedAt !== null || line.pauses.includes(world.facts.state);
  life.ran = !standing && at >= life.countsFrom;
  if (line.target.type === "once_before")
    life.isDue ||= life.ran && life.applies && isOverdue(world, line.target.metric);
  breakIfDue(track, life, at);
  if (life.applies && !isWaitedOut(track, life)) life.state = standing ? "paused" : "running";
  if (life.ran && at < world.now && calendar.opensAt(at)) life.countedMs += MINUTE;
}

function breakIfDue({ line: { metric } }: Track, life: Life, at: number) {
  if (!life.applies || !life.isDue || life.breachedAt !== null) return;
  if (metric !== "watch") life.breachedAt = at;
  else if (life.state !== "met") end(life, at, "met");
}
