import { createHash } from "node:crypto";
import path from "node:path";
import { toCodedError } from "../../contract/coded-error.ts";
import { parsePack } from "../../contract/pack-schema.ts";
import { composeById } from "../../domain/sop/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { STANDARD_PACK } from "./create-procedures.ts";
import { CALENDAR_FOLDER, readCalendars, readPacks, SHIPPED_SOP } from "./read-packs.ts";
import { insertCalendarIfAbsent, insertPublishedVersion, newestVersion } from "./sop-store.ts";

/** Keeps the calendars that ship, and publishes the shipped standard pack with all that it extends when the desk has none, or an older one of ours. */
export async function publishShipped(tx: Tx, now: number): Promise<void> {
  await keepCalendars(tx);
  const composed = composeById(STANDARD_PACK, await readPacks(SHIPPED_SOP));
  if (!composed.ok) throw toCodedError(composed.refusal);
  const content = composed.value.pack;
  const parsed = parsePack(content);
  if (!parsed.ok) throw toCodedError(parsed.refusal);
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  const newest = await newestVersion(tx, STANDARD_PACK);
  if (newest?.digest === digest) return;
  const number = (newest?.number ?? 0) + 1;
  await insertPublishedVersion(tx, {
    id: newId(now),
    packId: STANDARD_PACK,
    number,
    content,
    digest,
    reason: "shipped",
    staffId: null,
    now,
  });
}

async function keepCalendars(tx: Tx): Promise<void> {
  for (const calendar of await readCalendars(path.join(SHIPPED_SOP, CALENDAR_FOLDER)))
    await insertCalendarIfAbsent(tx, { id: calendar.id, name: calendar.name, definition: calendar });
}
