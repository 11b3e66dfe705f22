import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseCalendar, type NamedCalendar } from "../../src/contract/calendar-schema.ts";
import { joinPackFiles, parsePack } from "../../src/contract/pack-schema.ts";
import type { Result } from "../../src/domain/result.ts";
import { composeById, type ComposedPack, type Pack, type PackDocument } from "../../src/domain/sop/index.ts";
import { compileCalendar, type CompiledCalendar } from "../../src/domain/time/index.ts";

const SOP = path.join(import.meta.dirname, "../../sop");

const readYamlFiles = (folder: string) =>
  readdirSync(path.join(SOP, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ path: name, content: parse(readFileSync(path.join(SOP, folder, name), "utf8")) as unknown }));

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** The packs that ship, each alone as its folder has it. */
export const shippedDocuments = (): Map<string, PackDocument> =>
  new Map(
    readdirSync(SOP, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(path.join(SOP, entry.name, "pack.yaml")))
      .map(({ name }) => [name, must(joinPackFiles(readYamlFiles(name)))]),
  );

/** A shipped pack with all that it extends. */
export const composedShipped = (id: string): ComposedPack => must(composeById(id, shippedDocuments()));

export const shippedPack = (id: string): Pack => must(parsePack(composedShipped(id).pack));

/** The document of the standard pack before the schema has read it. */
export const standardDocument = (): Record<string, unknown> => composedShipped("standard").pack;

export const standardPack = (): Pack => shippedPack("standard");

export function shippedCalendars(): NamedCalendar[] {
  const files = readYamlFiles("calendars");
  const holidays = files.filter(({ path: name }) => name.includes("holidays")).map(({ content }) => content);
  return files
    .filter(({ path: name }) => !name.includes("holidays"))
    .map(({ content }) => must(parseCalendar(content, holidays)));
}

export const compiledCalendars = (): Map<string, CompiledCalendar> =>
  new Map(shippedCalendars().map((calendar) => [calendar.id, must(compileCalendar(calendar))]));
