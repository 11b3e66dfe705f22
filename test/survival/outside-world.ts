import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { DESK_ADDRESS, type LiveDesk } from "../support/live-desk.ts";

/** Several minutes: a desk that was killed takes its time to come back on a machine with much other work. */
const TRIES_MAX = 2_000;
const TRY_AGAIN_MS = 150;
const SMTP_TIMEOUT_MS = 15_000;

/** What the world outside sent and was told: a subject is in here when "250" or 201 was said to it, and not before. */
export type Acknowledged = Set<string>;

/** A mail of somebody of his own, named by its subject. */
export function plainMail(name: string, text = `系统无法使用 ${name}`): string {
  return [
    `From: =?utf-8?B?${Buffer.from("王伟").toString("base64")}?= <${name}@customer.example>`,
    `To: ${DESK_ADDRESS}`,
    `Subject: ${name}`,
    `Message-ID: <${name}@customer.example>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
    "",
  ].join("\r\n");
}

/** One attempt to hand a mail over by SMTP; answers the server's code. */
export async function offerMail(port: number, name: string, raw = plainMail(name)): Promise<number> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, socketTimeout: SMTP_TIMEOUT_MS });
  try {
    await transport.sendMail({ envelope: { from: `${name}@customer.example`, to: DESK_ADDRESS }, raw });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  } finally {
    transport.close();
  }
}

/** As a mail server does: sends word for word again until it is taken. */
export async function mailUntilTaken(port: number, name: string, told: Acknowledged): Promise<void> {
  await untilTaken(name, async () => (await offerMail(port, name)) === 250);
  told.add(name);
}

/** Opens a ticket over the API, once: answers status, code and Retry-After. */
export async function offerTicket(desk: Pick<LiveDesk, "url">, token: string, name: string) {
  const response = await fetch(`${desk.url}/api/v1/tickets`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "accept-language": "en",
      "idempotency-key": name,
    },
    body: JSON.stringify({
      contact: { name: "李雷", email: `${name}@caller.example` },
      subject: name,
      text: `接口来单 ${name}`,
      kind: "fault",
    }),
  });
  const body = (await response.json()) as { id?: string; code?: string; detail?: string };
  return {
    status: response.status,
    id: body.id ?? null,
    code: body.code ?? null,
    retryAfter: response.headers.get("retry-after"),
  };
}

type Caller = { token: string; told: Acknowledged };

/** As a careful program does: one key for one wish, however often it asks. Answers the ticket's id. */
export async function ticketUntilTaken(
  desk: Pick<LiveDesk, "url">,
  { token, told }: Caller,
  name: string,
): Promise<string> {
  let id: string | null = null;
  await untilTaken(name, async () => {
    const answer = await offerTicket(desk, token, name);
    id = answer.id;
    return answer.status === 201;
  });
  told.add(name);
  return id!;
}

/** An agent's answer over the API, which leaves soon. */
export async function replyUntilTaken(
  desk: Pick<LiveDesk, "url">,
  { token, told }: Caller,
  { ticketId, name }: { ticketId: string; name: string },
): Promise<void> {
  // The same wish each time, word for word.
  const sendAt = new Date(Date.now() + 2_000).toISOString();
  await untilTaken(name, async () => {
    const response = await fetch(`${desk.url}/api/v1/tickets/${ticketId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": name },
      body: JSON.stringify({ kind: "reply", html: `<p>${name}</p>`, sendAt }),
    });
    return response.status === 201;
  });
  told.add(name);
}

async function untilTaken(name: string, attempt: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (await attempt().catch(() => false)) return;
    await sleep(TRY_AGAIN_MS);
  }
  throw new Error(`${name} was never taken`);
}
