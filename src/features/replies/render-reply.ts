import type { Person } from "../../core/staff/index.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { fillVariables, type ScriptValues } from "../../domain/script/index.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";
import type { OutgoingKind } from "../../domain/ticket/index.ts";
import { htmlToText } from "../../platform/html/index.ts";
import type { ReplyTicket } from "./reply-store.ts";

export type Reply = {
  html: string | null;
  text: string;
  language: "zh" | "en";
  ticket: ReplyTicket;
  /** null: a machine's message, without greeting and signature. */
  author: Person | null;
  kind: string;
  /** The first message of a person on this ticket. */
  isFirst: boolean;
  brandName: string;
  /** IANA zone of who has none of his own. */
  timeZone: string;
};

/** What an agent writes himself; notices of the procedure greet in their own words. */
const BY_HAND: ReadonlySet<string> = new Set<OutgoingKind>(["reply", "progress_update"]);

/**
 * A message as the customer gets it: the team's greeting on the first answer, variables filled, and the signature with
 * the agent's number and team. What has no value is left out. REQ: IN-06
 */
export function renderReply(reply: Reply): { html: string; text: string } {
  const values = valuesOf(reply);
  const fill = (text: string, escape?: (value: string) => string) => {
    const filled = fillVariables(text, values, escape);
    return filled.missing.reduce((rest, name) => rest.replaceAll(variable(name), ""), filled.text);
  };
  const greeting = reply.author && reply.isFirst && BY_HAND.has(reply.kind) ? greetingOf(reply) : "";
  const signature = reply.author ? signatureOf(reply, reply.author) : null;
  const body = reply.html ?? asHtml(reply.text);
  return {
    html: [
      greeting ? asHtml(fill(greeting)) : "",
      fill(body, escapeHtml),
      signature ? `<div style="margin-top:20px;color:#595959">${signature.html}</div>` : "",
    ].join("\n"),
    text: [greeting ? fill(greeting) : "", fill(reply.text), signature?.text ?? ""]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

const variable = (name: string) => new RegExp(`\\{\\{\\s*${name.replaceAll(".", "\\.")}\\s*\\}\\}`, "g");

function greetingOf({ language, ticket }: Reply): string {
  return (language === "zh" ? ticket.greetingZh : ticket.greetingEn).trim();
}

function valuesOf({ ticket, author, language, timeZone }: Reply): ScriptValues {
  const zone = ticket.contactTimeZone ?? timeZone;
  return {
    "contact.name": ticket.contactName,
    "organisation.name": ticket.organisationName,
    "ticket.number": ticketLabel(ticket.number),
    "ticket.subject": ticket.subject,
    "agent.name": author?.name ?? null,
    "agent.number": author?.agentNumber ?? null,
    "team.name": ticket.teamName,
    due: ticket.nextDueAt ? momentInWords(ticket.nextDueAt.getTime(), language, zone) : null,
  };
}

function signatureOf({ language, ticket, brandName }: Reply, author: Person): { html: string; text: string } {
  const number = author.agentNumber
    ? language === "zh"
      ? `工号 ${author.agentNumber}`
      : `Agent no. ${author.agentNumber}`
    : "";
  const lines = [
    [author.name, number].filter(Boolean).join(" · "),
    [author.department ?? ticket.teamName, brandName].filter(Boolean).join(" · "),
  ];
  const own = author.signatureHtml.trim();
  const text = [...(own ? [htmlToText(own)] : []), ...lines].join("\n");
  return { html: `${own ? `<div>${own}</div>` : ""}<div>${lines.map(escapeHtml).join("<br>")}</div>`, text };
}

const asHtml = (text: string) => `<div>${escapeHtml(text).replaceAll("\n", "<br>")}</div>`;

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
