import { bareRows } from "../yardsticks/bare-rows.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

const CLIENTS = 16;

/** The bare rows on the database at hand, just before what is compared with them. */
export async function bareBeside(stage: Stage, { seconds, rounds }: Effort): Promise<Measured> {
  const { driver, ...figures } = await bareRows(stage.database.url, { clients: CLIENTS, seconds, rounds });
  return { name: "bare rows", tickets: stage.tickets, figures, note: driver };
}
