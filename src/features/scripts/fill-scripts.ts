import type { FilledScript, ScriptShape } from "../../contract/script-routes.ts";
import type { Procedures } from "../../core/sop/index.ts";
import { findStaff, type SignedIn } from "../../core/staff/index.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { fillVariables, type ScriptValues } from "../../domain/script/index.ts";
import type { PackScript } from "../../domain/sop/index.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";
import type { Tx } from "../../platform/transaction.ts";
import { listApproved, readScriptTicket } from "./script-store.ts";

export type ScriptDeps = {
  /** Of customers who have none of their own. */
  timeZone: string;
  /** The published one brings scripts along. */
  procedures: Procedures;
};

/** The scripts of library and procedure that fit a ticket, with its values filled in, in both languages. REQ: KN-04 IN-06 */
export async function fillScripts(
  tx: Tx,
  session: SignedIn,
  ticketId: string,
  { timeZone: deskTimeZone, procedures }: ScriptDeps,
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
  const own = new Set(scripts.map(({ key }) => key));
  const { pack } = await procedures.published(tx);
  const greeting = pack.channels.find(({ id }) => id === ticket.channel)?.greeting ?? null;
  const shipped = pack.scripts
    .filter(({ id, channel }) => !own.has(id) && (id === greeting || channel === null || channel === ticket.channel))
    // The channel's own greeting comes before all else that can be said.
    .toSorted((a, b) => Number(b.id === greeting) - Number(a.id === greeting))
    .map(asScript);
  return [...scripts, ...shipped].map((script) => filled(script, values));
}

/** One of the procedure, as one of the library: a script there with its id as key stands in for it. */
const asScript = ({ id, scene, title, text }: PackScript): Fillable => ({
  id,
  key: id,
  scene: SCENES[scene],
  title,
  body: text,
});

const SCENES: Readonly<Record<PackScript["scene"], FilledScript["scene"]>> = {
  greeting: "greeting",
  more_information: "more_information",
  probing: "more_information",
  progress_update: "progress_update",
  empathy: "empathy",
  older_customers: "other",
  closing: "closing",
  other: "other",
};

type Fillable = Pick<ScriptShape, "id" | "key" | "scene" | "title" | "body">;

function filled(script: Fillable, values: { zh: ScriptValues; en: ScriptValues }): FilledScript {
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
