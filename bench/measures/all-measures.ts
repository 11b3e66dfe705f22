import { addReplies } from "./add-replies.ts";
import { bareBeside, trackerBeside } from "./bare-beside.ts";
import { createTickets } from "./create-tickets.ts";
import type { CpuMeter } from "../desk/cpu-time.ts";
import { firstPage } from "./first-page.ts";
import { hotPlans } from "./hot-plans.ts";
import { idleMemory } from "./idle-memory.ts";
import { inboxPage } from "./inbox-page.ts";
import { lateTimers } from "./late-timers.ts";
import type { Effort, Measured, Stage } from "./measure.ts";
import { realtimeChanges } from "./realtime-changes.ts";
import { searchWords } from "./search-words.ts";
import { severalNodes } from "./several-nodes.ts";
import { takeMails } from "./take-mails.ts";
import { ticketPage } from "./ticket-page.ts";
import { countWork, seeRequests } from "./work-per-request.ts";

export type MeasureContext = { stage: Stage; effort: Effort & { cpu: CpuMeter }; isLargest: boolean };

export type MeasureRow = {
  name: string;
  /** At each size. */
  sized?: (context: MeasureContext) => Promise<Measured[]>;
  /** On its own, at the end. */
  once?: (isLong: boolean) => Promise<Measured[]>;
};

const SEVERAL_CLIENTS = 8;
const REALTIME_SECONDS = 10;

/** Reads before writes, so that the sizes are compared as they were made. */
export const MEASURES: readonly MeasureRow[] = [
  {
    name: "inbox",
    sized: async ({ stage, effort }) => [
      await inboxPage(stage, effort),
      await inboxPage(stage, effort, SEVERAL_CLIENTS),
    ],
  },
  { name: "ticket", sized: async ({ stage, effort }) => [await ticketPage(stage, effort)] },
  { name: "search", sized: ({ stage, effort }) => searchWords(stage, effort) },
  {
    name: "plans",
    sized: async ({ stage }) => {
      const seen = await seeRequests(stage.database, stage.people);
      return [countWork(seen, stage.tickets), await hotPlans(stage.database, seen, stage.tickets)];
    },
  },
  { name: "first-page", sized: async ({ stage, isLargest }) => (isLargest ? [await firstPage(stage)] : []) },
  {
    name: "nodes",
    sized: async ({ stage, effort, isLargest }) => (isLargest ? [await severalNodes(stage, effort)] : []),
  },
  {
    name: "create",
    sized: async ({ stage, effort }) => [
      ...(await trackerBeside(stage, effort)),
      await bareBeside(stage, effort),
      await createTickets(stage, effort, { acknowledge: false }),
    ],
  },
  {
    name: "acknowledge",
    sized: async ({ stage, effort }) => [await createTickets(stage, effort, { acknowledge: true })],
  },
  { name: "reply", sized: async ({ stage, effort }) => [await addReplies(stage, effort)] },
  { name: "mail", sized: async ({ stage, effort }) => [await takeMails(stage, effort)] },
  {
    name: "realtime",
    sized: async ({ stage, effort, isLargest }) =>
      isLargest ? [await realtimeChanges(stage, REALTIME_SECONDS, effort.cpu)] : [],
  },
  { name: "timers", once: async (isLong) => [await lateTimers(isLong)] },
  { name: "idle", once: async () => [await idleMemory()] },
];
