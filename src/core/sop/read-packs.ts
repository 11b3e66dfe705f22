import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { parseCalendar, type NamedCalendar } from "../../contract/calendar-schema.ts";
import { toCodedError } from "../../contract/coded-error.ts";
import { joinPackFiles } from "../../contract/pack-schema.ts";
import type { PackDocument } from "../../domain/sop/index.ts";

/** The folder of the packs and calendars that ship. */
export const SHIPPED_SOP = path.join(import.meta.dirname, "../../../sop");

export const CALENDAR_FOLDER = "calendars";

/** The file that makes a folder one of a pack. */
const PACK_FILE = "pack.yaml";

type YamlFile = { path: string; content: unknown };

/** The YAML files of one folder in the order of their names; those that hold nothing are left out. */
async function readYamlFiles(folder: string): Promise<YamlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).toSorted();
  const files = await Promise.all(
    names.map(async (name) => ({
      path: name,
      content: parse(await readFile(path.join(folder, name), "utf8")) as unknown,
    })),
  );
  return files.filter(({ content }) => content !== null);
}

/** Every pack below a folder by the name of its own folder. @throws CodedError `pack_invalid` */
export async function readPacks(folder: string): Promise<Map<string, PackDocument>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, PACK_FILE)))
    .map(({ name }) => name);
  const packs = await Promise.all(
    names.map(async (name): Promise<[string, PackDocument]> => {
      const joined = joinPackFiles(await readYamlFiles(path.join(folder, name)));
      if (!joined.ok) throw toCodedError(joined.refusal);
      return [name, joined.value];
    }),
  );
  return new Map(packs);
}

/** The working calendars of a folder, with the holiday files beside them put in. @throws CodedError `calendar_invalid` */
export async function readCalendars(folder: string): Promise<NamedCalendar[]> {
  const files = await readYamlFiles(folder);
  const isHolidays = (file: YamlFile) => file.path.includes("holidays");
  const holidays = files.filter(isHolidays).map(({ content }) => content);
  return files
    .filter((file) => !isHolidays(file))
    .map(({ content }) => {
      const calendar = parseCalendar(content, holidays);
      if (!calendar.ok) throw toCodedError(calendar.refusal);
      return calendar.value;
    });
}
