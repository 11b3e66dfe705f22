import { CodedError } from "../../contract/coded-error.ts";
import { recordAudit } from "./audit-store.ts";
import { findDeskSettings, updateDeskSettings, type DeskSettings } from "./desk-settings-store.ts";
import type { ByPerson } from "./teams.ts";

/** @throws CodedError conflict */
export async function changeDeskSettings(at: ByPerson, wanted: DeskSettings): Promise<DeskSettings> {
  const { version: _was, ...before } = await findDeskSettings(at.tx);
  if (!(await updateDeskSettings(at.tx, wanted, at.now))) throw new CodedError("conflict");
  const changed = await findDeskSettings(at.tx);
  const { version: _is, ...after } = changed;
  const target = { kind: "settings", id: "desk" } as const;
  const entry = { actor: at.by, ip: at.ip, action: "settings.desk_changed" as const, target, before, after };
  await recordAudit(at.tx, entry, at.now);
  return changed;
}
