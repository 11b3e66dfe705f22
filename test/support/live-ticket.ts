import type { TicketPage, TicketRow } from "../../src/contract/ticket-shapes.ts";
import { expectOk, until, type LivePerson } from "./live-desk.ts";

/** The newest ticket that somebody sees with these words in its subject. */
export async function ticketAbout(person: LivePerson, words: string): Promise<TicketRow> {
  return until(async () => {
    const { items } = await expectOk(person.call<{ items: TicketRow[] }>("GET", "/api/v1/tickets?view=all"));
    return items.filter(({ subject }) => subject.includes(words)).toSorted((a, b) => b.number - a.number)[0];
  });
}

export const pageOf = (person: LivePerson, ticketId: string): Promise<TicketPage> =>
  expectOk(person.call<TicketPage>("GET", `/api/v1/tickets/${ticketId}`));

/** The ticket's page once it is as wanted. */
export const pageWhen = (
  person: LivePerson,
  ticketId: string,
  wanted: (page: TicketPage) => boolean,
): Promise<TicketPage> =>
  until(async () => {
    const page = await pageOf(person, ticketId);
    return wanted(page) && page;
  });

export async function takeUp(person: LivePerson, ticket: { id: string; team: { id: string } | null }): Promise<void> {
  const to = { teamId: ticket.team?.id ?? null, assigneeId: person.id, reason: "接手处理" };
  await expectOk(person.call("PUT", `/api/v1/tickets/${ticket.id}/assignment`, to));
}

export async function fillIn(person: LivePerson, ticketId: string, formId: string, content: object): Promise<void> {
  await expectOk(person.call("POST", `/api/v1/tickets/${ticketId}/forms/${formId}`, { content }));
}

/** Fills in what the gates of the standard procedure demand, and solves. */
export async function solve(person: LivePerson, ticketId: string): Promise<void> {
  await fillIn(person, ticketId, "result_notice", {
    cause: "打印机驱动版本过旧",
    measures: "已远程升级驱动并试打成功",
    prevention: "本月内为同型号设备统一升级",
  });
  await fillIn(person, ticketId, "service_summary", {
    root_cause: "驱动未随系统升级",
    root_cause_type: "configuration",
  });
  await expectOk(person.call("POST", `/api/v1/tickets/${ticketId}/solution`, {}));
}

/** The address of the customer's page in a mail of the closing. */
export const caseLinkIn = (text: string | undefined): string => /http\S+\/c\/case\/[\w.-]+/.exec(text ?? "")?.[0] ?? "";
