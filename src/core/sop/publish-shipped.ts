import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { toCodedError } from "../../contract/coded-error.ts";
import { parseCalendar } from "../../contract/calendar-schema.ts";
import { joinPackFiles, parsePack } from "../../contract/pack-schema.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { STANDARD_PACK } from "./create-procedures.ts";
import { insertCalendarIfAbsent, insertPublishedVersion, newestVersion } from "./sop-store.ts";

const SHIPPED = path.join(import.meta.dirname, "../../../sop");

/** Keeps the calendars that ship, and publishes the shipped standard pack when the desk has none, or an older one of ours. */
export async function publishShipped(tx: Tx, now: number): Promise<void> {
  await keepCalendars(tx);
  const joined = joinPackFiles(await readYamlFiles(path.join(SHIPPED, STANDARD_PACK)));
  if (!joined.ok) throw toCodedError(joined.refusal);
  const content = joined.value;
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
  const files = await readYamlFiles(path.join(SHIPPED, "calendars"));
  const isHolidays = (file: YamlFile) => file.path.includes("holidays");
  const holidays = files.filter(isHolidays).map((file) => file.content);
  for (const file of files.filter((candidate) => !isHolidays(candidate))) {
    const calendar = parseCalendar(file.content, holidays);
    if (!calendar.ok) throw toCodedError(calendar.refusal);
    await insertCalendarIfAbsent(tx, { id: calendar.value.id, name: calendar.value.name, definition: calendar.value });
  }
}

type YamlFile = { path: string; content: unknown };

async function readYamlFiles(folder: string): Promise<YamlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      content: parse(await readFile(path.join(folder, name), "utf8")) as unknown,
    })),
  );
}
