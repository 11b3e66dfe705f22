import { CodedError } from "../../contract/coded-error.ts";
import { recordAudit } from "./audit-store.ts";
import { findSignInSettings, updateSignInSettings, type SignInSettings } from "./sign-in-settings-store.ts";
import type { ByPerson } from "./teams.ts";

/** @throws CodedError conflict */
export async function changeSignInSettings(at: ByPerson, wanted: SignInSettings): Promise<SignInSettings> {
  const before = await findSignInSettings(at.tx);
  if (!(await updateSignInSettings(at.tx, wanted, at.now))) throw new CodedError("conflict");
  const after = await findSignInSettings(at.tx);
  const target = { kind: "settings", id: "sign_in" } as const;
  const { version: _was, ...was } = before;
  const { version: _is, ...is } = after;
  const entry = {
    actor: at.by,
    ip: at.ip,
    action: "settings.sign_in_changed" as const,
    target,
    before: was,
    after: is,
  };
  await recordAudit(at.tx, entry, at.now);
  return after;
}
