import { authorityOver, leavesTo, rolesInWords, rolesThatGrant } from "../../domain/sop/index.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { viewerHas } from "../../domain/permission/index.ts";
import type { CustomerDeps, Doer } from "./deps.ts";

type Asking = Pick<Doer, "tx" | "session">;

/** Whether a person sees personal data in clear: by his role, as far as the published procedure lets it (REQ: HA-22, IN-14). */
export async function maySeeInClear({ desk }: CustomerDeps, { tx, session: { viewer } }: Asking): Promise<boolean> {
  if (!viewerHas(viewer, "personal_data.reveal")) return false;
  return leavesTo((await desk.procedures.published(tx)).pack, "personal_data", viewer.role);
}

/** @throws CodedError personal_data_not_yours with the roles that may */
export async function requireInClear(deps: CustomerDeps, asking: Asking & { language: "zh" | "en" }): Promise<void> {
  if (await maySeeInClear(deps, asking)) return;
  const authority = authorityOver((await deps.desk.procedures.published(asking.tx)).pack, "personal_data");
  const roles = authority ? rolesThatGrant(authority, null) : [];
  throw new CodedError("personal_data_not_yours", { roles: rolesInWords(roles)[asking.language] });
}
