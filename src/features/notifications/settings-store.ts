import {
  DEFAULT_CHOICES,
  NOTIFICATION_KINDS,
  type NotificationChoices,
  type Ways,
} from "../../domain/notification/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Settings = { choices: NotificationChoices; quietHours: { from: number; to: number } | null };

export const DEFAULT_SETTINGS: Settings = { choices: DEFAULT_CHOICES, quietHours: null };

/** The settings of these people; whoever has chosen nothing has the defaults. */
export async function readSettings(tx: Tx, staffIds: readonly string[]): Promise<Map<string, Settings>> {
  if (staffIds.length === 0) return new Map();
  const rows = await queries(tx)
    .selectFrom("notification_settings")
    .selectAll()
    .where("staff_id", "in", [...staffIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.staff_id,
      {
        choices: completed(row.choices as Partial<NotificationChoices>),
        quietHours:
          row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
      },
    ]),
  );
}

export async function writeSettings(tx: Tx, staffId: string, settings: Settings, now: number): Promise<void> {
  const columns = {
    choices: JSON.stringify(settings.choices),
    quiet_from: settings.quietHours?.from ?? null,
    quiet_to: settings.quietHours?.to ?? null,
    updated_at: new Date(now),
  };
  await queries(tx)
    .insertInto("notification_settings")
    .values({ staff_id: staffId, ...columns })
    .onConflict((conflict) => conflict.column("staff_id").doUpdateSet(columns))
    .execute();
}

const completed = (choices: Partial<NotificationChoices>): NotificationChoices =>
  Object.fromEntries(
    NOTIFICATION_KINDS.map((kind): [string, Ways] => [kind, choices[kind] ?? DEFAULT_CHOICES[kind]]),
  ) as NotificationChoices;
