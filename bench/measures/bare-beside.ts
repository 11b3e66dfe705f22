import { bareRows } from "../yardsticks/bare-rows.ts";
import { trackerCreates } from "../yardsticks/request-tracker.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

const CLIENTS = 16;

/** The Request Tracker, where there is one, just before what is compared with it: the machine itself is not always as fast. */
export async function trackerBeside(stage: Stage, { seconds, rounds }: Effort): Promise<Measured[]> {
  const perSecond = await trackerCreates(process.env, { seconds, rounds });
  return perSecond === null ? [] : [{ name: "Request Tracker", tickets: stage.tickets, figures: { perSecond } }];
}

/** The bare rows on the database at hand, just before what is compared with them. */
export async function bareBeside(stage: Stage, { seconds, rounds }: Effort): Promise<Measured> {
  const { driver, ...figures } = await bareRows(stage.database.url, { clients: CLIENTS, seconds, rounds });
  return { name: "bare rows", tickets: stage.tickets, figures, note: driver };
}
