import { sql } from "kysely";
import { DESK_COLOUR, type Brand } from "../../domain/brand/desk-colour.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** How the desk shows itself; null where nobody chose. */
export type DeskSettings = { name: string | null; colour: string | null; version: number };

export const findDeskSettings = (tx: Tx): Promise<DeskSettings> =>
  queries(tx).selectFrom("desk_settings").select(["name", "colour", "version"]).executeTakeFirstOrThrow();

/** The desk's name and colour as customers see them. @param nameGiven DESK_NAME, where nobody chose another */
export async function deskBrand(tx: Tx, nameGiven: string): Promise<Brand> {
  const { name, colour } = await findDeskSettings(tx);
  return { name: name ?? nameGiven, colour: colour ?? DESK_COLOUR };
}

/** @returns false when the settings have another version meanwhile */
export async function updateDeskSettings(tx: Tx, settings: DeskSettings, now: number): Promise<boolean> {
  const { name, colour, version } = settings;
  const done = await queries(tx)
    .updateTable("desk_settings")
    .set({ name, colour, version: sql`version + 1`, updated_at: new Date(now) })
    .where("version", "=", version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
