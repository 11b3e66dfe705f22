import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { numbersFrom } from "./synthetic-history.ts";

const START = Date.UTC(2024, 0, 8);
const MINUTE_MS = 60_000;
const ROWS_A_CASE = 9;
const OPEN_AT_ONCE = 400;
const STEPS = [
  "Created",
  "Assigned",
  "Replied",
  "Waiting for customer",
  "Customer replied",
  "Replied",
  "Resolved",
  "Confirmed",
  "Closed",
];
const GROUPS = ["支持一组", "支持二组", "Night desk", "R&D"];
const PIECE_CHARS = 262_144;

/** The map that the log of this file asks for. */
export const SYNTHETIC_MAP = `zone: Asia/Shanghai
columns: { case: case, activity: activity, moment: time, team: group }
moments: ["yyyy-MM-dd HH:mm:ss"]
facts:
  kind: { is: fault }
  priority: { column: priority, values: { critical: P0, high: P1, medium: P2, low: P3 } }
activities:
  Created: opened
  Assigned: taken_up
  Replied: answered
  Waiting for customer: waiting_customer
  Customer replied: customer_message
  Resolved: solved
  Confirmed: confirmed
  Closed: closed
`;

/**
 * Writes a log of nine rows a case, the rows of some hundred cases mixed as they happened, so that no case stands together.
 * The same number of rows gives the same bytes.
 */
export async function writeSyntheticLog(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file);
  const number = numbersFrom(7);
  let text = "case,activity,time,group,priority\n";
  const open: { id: number; step: number; group: string; priority: string }[] = [];
  let cases = 0;
  let at = START;
  for (let row = 0; row < rows; row++) {
    while (open.length < OPEN_AT_ONCE) open.push(newCase(++cases, number));
    const index = Math.floor(number() * open.length);
    const one = open[index] as (typeof open)[number];
    at += Math.ceil(number() * 2 * MINUTE_MS);
    text += `C-${one.id},${STEPS[one.step]},${wall(at)},${one.group},${one.priority}\n`;
    one.step += 1;
    if (one.step === ROWS_A_CASE) open.splice(index, 1);
    if (text.length < PIECE_CHARS) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await finished(stream);
}

const newCase = (id: number, number: () => number) => ({
  id,
  step: 0,
  group: GROUPS[Math.floor(number() * GROUPS.length)] as string,
  priority: ["critical", "high", "medium", "low"][Math.floor(number() * 4)] as string,
});

const wall = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");
