import type { FilledScript, ScriptShape } from "../../contract/script-routes.ts";
import { findStaff, type SignedIn } from "../../core/staff/index.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { fillVariables, type ScriptValues } from "../../domain/script/index.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";
import type { Tx } from "../../platform/transaction.ts";
import { listApproved, readScriptTicket } from "./script-store.ts";

/** The scripts that fit a ticket, with its values filled in, in both languages. REQ: KN-04 IN-06 */
export async function fillScripts(
  tx: Tx,
  session: SignedIn,
  ticketId: string,
  deskTimeZone: string,
): Promise<FilledScript[]> {
  const ticket = await readScriptTicket(tx, ticketId);
  const agent = await findStaff(tx, session.staffId);
  const valuesIn = (language: "zh" | "en"): ScriptValues => ({
    "contact.name": ticket.contactName,
    "organisation.name": ticket.organisationName,
    "ticket.number": ticketLabel(ticket.number),
    "ticket.subject": ticket.subject,
    "agent.name": session.name,
    "agent.number": agent?.agentNumber ?? null,
    "team.name": ticket.teamName,
    due: ticket.nextDueAt && momentInWords(ticket.nextDueAt.getTime(), language, ticket.timeZone ?? deskTimeZone),
  });
  const values = { zh: valuesIn("zh"), en: valuesIn("en") };
  const scripts = await listApproved(tx, { channel: ticket.channel, teamId: ticket.teamId });
  return scripts.map((script) => filled(script, values));
}

function filled(script: ScriptShape, values: { zh: ScriptValues; en: ScriptValues }): FilledScript {
  const zh = fillVariables(script.body.zh, values.zh);
  const en = fillVariables(script.body.en, values.en);
  return {
    id: script.id,
    key: script.key,
    scene: script.scene,
    title: script.title,
    body: { zh: zh.text, en: en.text },
    missing: [...new Set([...zh.missing, ...en.missing])],
  };
}
