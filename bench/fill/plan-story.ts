import type { SeededRandom } from "../../src/main/demo/seeded-random.ts";
import type { Channel, Priority, TicketKind } from "../../src/domain/ticket/index.ts";
import type { Tier } from "./desk-people.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

const MONDAY_NINE_UTC_MS = Date.UTC(2024, 0, 1, 1);

/** What happens to a case at one moment, `at` ms after its opening. */
export type Step = {
  at: number;
  does: "open" | "acknowledge" | "take_up" | "reply" | "ask" | "follow_up" | "notice" | "confirm" | "close";
};

/** A case without its people and words: many tickets share one, each at a time of its own. */
export type StoryPlan = {
  /** Moment within the week, ms after Monday nine o'clock in Shanghai. */
  weekMs: number;
  kind: TicketKind;
  priority: Priority;
  channel: Channel;
  tier: Tier;
  categoryId: string;
  steps: readonly Step[];
};

const KINDS = [
  ["fault", 55],
  ["consultation", 35],
  ["complaint", 6],
  ["suggestion", 4],
] as const;
const PRIORITIES = [
  ["P0", 1],
  ["P1", 9],
  ["P2", 50],
  ["P3", 40],
] as const;
const CHANNELS = [
  ["email", 70],
  ["api", 15],
  ["phone", 15],
] as const;

/** A case from its first message to its end; three in ten go back and forth once more. */
export function planStory(random: SeededRandom, categoryIds: readonly string[], tier: Tier): StoryPlan {
  const steps: Step[] = [];
  let at = 0;
  const then = (does: Step["does"], fromMs: number, toMs: number) => {
    at += random.between(fromMs, toMs);
    steps.push({ at, does });
  };
  then("open", 0, 0);
  then("acknowledge", 1_000, 1_000);
  then("take_up", 2 * MINUTE_MS, 90 * MINUTE_MS);
  if (random.share() < 0.6) then("reply", 5 * MINUTE_MS, 3 * HOUR_MS);
  if (random.share() < 0.3) {
    then("ask", 5 * MINUTE_MS, 4 * HOUR_MS);
    then("follow_up", 30 * MINUTE_MS, 20 * HOUR_MS);
  }
  then("notice", HOUR_MS, 30 * HOUR_MS);
  then(random.share() < 0.4 ? "confirm" : "close", 2 * HOUR_MS, 72 * HOUR_MS);
  const day = random.weighted([
    [0, 6],
    [1, 6],
    [2, 5],
    [3, 5],
    [4, 5],
    [5, 2],
    [6, 1],
  ]);
  return {
    weekMs: day * DAY_MS + random.between(-HOUR_MS, 10 * HOUR_MS),
    kind: random.weighted(KINDS),
    priority: random.weighted(PRIORITIES),
    channel: random.weighted(CHANNELS),
    tier,
    categoryId: random.pick(categoryIds),
    steps,
  };
}

/** The Monday, nine o'clock in Shanghai, on or before a moment. */
export const mondayBefore = (at: number): number => at - ((at - MONDAY_NINE_UTC_MS) % WEEK_MS);
