import { listFailedMails } from "../../../../../src/contract/failed-mail-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useMay } from "../../../session/me.ts";

const FRESH_MS = 60_000;

/** How many mails could not be taken in, in figures (`1000+` where counting stopped); null: none, or not for this person. */
export function useFailedCount(): { words: string } | null {
  const may = useMay("mailboxes.manage");
  const found = useRoute(listFailedMails, { query: { limit: 1 } }, { enabled: may, freshMs: FRESH_MS }).data;
  if (!found || found.failedCount === 0) return null;
  return { words: found.failedCount >= found.countedMax ? `${found.countedMax}+` : String(found.failedCount) };
}
