import { newId } from "../../platform/ids.ts";
import type { Database } from "../../platform/transaction.ts";
import { insertInvitation } from "./invitation-store.ts";
import { invitationLink } from "./invite.ts";
import { digestOf, newSecret } from "./secrets.ts";
import { lockAdministrators } from "./staff-store.ts";

const FIRST_RUN_HOURS_MAX = 24;
const HOUR_MS = 3_600_000;

/**
 * A link that makes the first administrator: it works once, for 24 hours, and ends as soon as any such link was used.
 * @returns null when there is an administrator already
 */
export async function firstAdministratorLink(db: Database, publicUrl: string, now: number): Promise<string | null> {
  return db.inTransaction(async (tx) => {
    if ((await lockAdministrators(tx)).length > 0) return null;
    const token = newSecret();
    await insertInvitation(
      tx,
      {
        id: newId(now),
        email: null,
        role: "administrator",
        teamIds: [],
        language: "zh",
        invitedBy: null,
        createdAt: new Date(now),
        expiresAt: new Date(now + FIRST_RUN_HOURS_MAX * HOUR_MS),
      },
      digestOf(token),
    );
    return invitationLink(publicUrl, token);
  });
}
