import { seesInClear } from "../../core/sop/index.ts";
import { authorityOver, rolesInWords, rolesThatGrant } from "../../domain/sop/index.ts";
import { CodedError } from "../../contract/coded-error.ts";
import type { CustomerDeps, Doer } from "./deps.ts";

type Asking = Pick<Doer, "tx" | "session">;

export const maySeeInClear = ({ desk }: CustomerDeps, { tx, session: { viewer } }: Asking): Promise<boolean> =>
  seesInClear(desk.procedures, tx, viewer);

/** @throws CodedError personal_data_not_yours with the roles that may */
export async function requireInClear(deps: CustomerDeps, asking: Asking & { language: "zh" | "en" }): Promise<void> {
  if (await maySeeInClear(deps, asking)) return;
  const authority = authorityOver((await deps.desk.procedures.published(asking.tx)).pack, "personal_data");
  const roles = authority ? rolesThatGrant(authority, null) : [];
  throw new CodedError("personal_data_not_yours", { roles: rolesInWords(roles)[asking.language] });
}
