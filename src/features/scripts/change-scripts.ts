import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import type { ScriptShape } from "../../contract/script-routes.ts";
import { findTeam, recordAudit, type SignedIn } from "../../core/staff/index.ts";
import { SCRIPT_VARIABLES, unknownVariables } from "../../domain/script/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  approveScript,
  archiveScript,
  findScript,
  insertScript,
  keepVersion,
  updateScript,
  type ScriptChange,
  type ScriptFields,
} from "./script-store.ts";

export type ByWriter = { tx: Tx; session: SignedIn; now: number; ip: string };

/** @throws CodedError script_variable_unknown, script_key_taken, team_unknown */
export async function addScript(by: ByWriter, fields: ScriptFields & { key: string }): Promise<ScriptShape> {
  await check(by.tx, fields);
  const id = newId(by.now);
  if (!(await insertScript(by.tx, { ...fields, id }, writer(by))))
    throw new CodedError("script_key_taken", { key: fields.key });
  await keepVersion(by.tx, id);
  return audited(by, id, "script.added");
}

/** @throws CodedError not_found, conflict, script_variable_unknown, team_unknown */
export async function changeScript(
  by: ByWriter,
  which: { id: string; version: number },
  change: ScriptChange,
): Promise<ScriptShape> {
  await requireScript(by.tx, which.id);
  await check(by.tx, change);
  await keepVersion(by.tx, which.id);
  if (!(await updateScript(by.tx, which, change, writer(by)))) throw new CodedError("conflict");
  await keepVersion(by.tx, which.id);
  return audited(by, which.id, "script.changed");
}

/** @throws CodedError not_found, conflict */
export async function approve(by: ByWriter, which: { id: string; version: number }): Promise<ScriptShape> {
  await requireScript(by.tx, which.id);
  if (!(await approveScript(by.tx, which, writer(by)))) throw new CodedError("conflict");
  return audited(by, which.id, "script.approved");
}

/** @throws CodedError not_found */
export async function archive(by: ByWriter, scriptId: string): Promise<void> {
  await requireScript(by.tx, scriptId);
  await archiveScript(by.tx, scriptId, by.now);
  await audited(by, scriptId, "script.archived");
}

const writer = ({ session, now }: ByWriter) => ({ staffId: session.staffId, now });

export async function requireScript(tx: Tx, scriptId: string): Promise<ScriptShape> {
  const script = await findScript(tx, scriptId);
  if (!script) throw new CodedError("not_found");
  return script;
}

async function check(tx: Tx, { body, title, teamId }: ScriptChange): Promise<void> {
  const texts = [body?.zh, body?.en, title?.zh, title?.en];
  const unknown = [...new Set(texts.flatMap((text) => unknownVariables(text ?? "")))];
  if (unknown.length > 0)
    throw new CodedError("script_variable_unknown", {
      variables: unknown.join(", "),
      known: SCRIPT_VARIABLES.map((name) => `{{${name}}}`).join(" "),
    });
  if (teamId && !(await findTeam(tx, teamId))) throw new CodedError("team_unknown");
}

async function audited(by: ByWriter, scriptId: string, action: AuditAction): Promise<ScriptShape> {
  const script = await requireScript(by.tx, scriptId);
  const target = { kind: "script", id: scriptId, name: script.key } as const;
  const facts = { version: script.version };
  await recordAudit(by.tx, { actor: by.session, ip: by.ip, action, target, facts }, by.now);
  return script;
}
