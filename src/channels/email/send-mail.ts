import { createTransport, type SendMailOptions, type SMTPTransportOptions, type Transporter } from "nodemailer";
import type { RefusedRecipient } from "../../domain/channel/outgoing-message.ts";
import type { OauthSettings } from "./fetch-access-token.ts";
import type { OutgoingMailbox, SmtpLogin, SmtpServer } from "./outgoing-mailbox.ts";
import { requireMailHost } from "./require-mail-host.ts";

/** How long each step of a dialogue may take. */
export type SendTimes = { connectMsMax: number; greetingMsMax: number; silenceMsMax: number; dialogueMsMax: number };

export const SEND_TIMES: SendTimes = {
  connectMsMax: 15_000,
  greetingMsMax: 15_000,
  silenceMsMax: 60_000,
  dialogueMsMax: 240_000,
};

const SAID_CHARS_MAX = 500;

export type SendEnd =
  | { kind: "sent"; refused: readonly RefusedRecipient[] }
  /** Worth another attempt. */
  | { kind: "later"; detail: string }
  /** The same mail would be refused again. */
  | { kind: "never"; detail: string };

export type SendOptions = {
  smtpUrl: string | null;
  times?: SendTimes;
  /** An access token for a login by OAuth. @throws an Error whose code is `oauth_consent_needed` or `oauth_failed` */
  accessToken(settings: OauthSettings): Promise<string>;
};

const NO_SERVER =
  "没有可用的发信服务器：请设置 SMTP_URL，或在邮箱设置中填写发信服务器。/ There is no server to send with: set SMTP_URL, or the outgoing server of the mailbox.";

/**
 * One SMTP dialogue for one mail. After a time-out or a crash nobody knows whether the server took it; the next attempt
 * carries the same Message-ID, by which receivers drop the second copy.
 * @param mailbox whose own server wins over `smtpUrl`; null for mail of the desk itself without any mailbox
 */
export async function sendMail(
  mailbox: Pick<OutgoingMailbox, "smtp" | "dkim"> | null,
  mail: SendMailOptions,
  options: SendOptions,
): Promise<SendEnd> {
  const times = options.times ?? SEND_TIMES;
  if (!mailbox?.smtp && options.smtpUrl === null) return { kind: "never", detail: NO_SERVER };
  let transport: Transporter | null = null;
  try {
    transport = await transportOf(mailbox, options, times);
    const info = await transport.sendMail({ ...mail, signal: AbortSignal.timeout(times.dialogueMsMax) });
    return { kind: "sent", refused: refusedBy(info) };
  } catch (error) {
    return endOf(error as SendProblem);
  } finally {
    transport?.close();
  }
}

type SentInfo = { rejected?: readonly string[] | undefined; rejectedErrors?: readonly SendProblem[] | undefined };

function refusedBy({ rejected = [], rejectedErrors = [] }: SentInfo): RefusedRecipient[] {
  return rejected.map((address) => {
    const problem = rejectedErrors.find(({ recipient }) => recipient === address);
    return { address, said: (problem?.response ?? problem?.message ?? "").slice(0, SAID_CHARS_MAX) };
  });
}

/** Whether the server can be reached and lets us in: null, or a sentence that says what is wrong. */
export async function trySending(mailbox: Pick<OutgoingMailbox, "smtp" | "dkim">, options: SendOptions) {
  if (!mailbox?.smtp && options.smtpUrl === null) return NO_SERVER;
  let transport: Transporter | null = null;
  try {
    transport = await transportOf(mailbox, options, options.times ?? SEND_TIMES);
    await transport.verify();
    return null;
  } catch (error) {
    const end = endOf(error as SendProblem);
    return end.kind === "sent" ? null : end.detail;
  } finally {
    transport?.close();
  }
}

async function transportOf(
  mailbox: Pick<OutgoingMailbox, "smtp" | "dkim"> | null,
  options: SendOptions,
  times: SendTimes,
): Promise<Transporter> {
  if (mailbox?.smtp) await requireMailHost(mailbox.smtp.host);
  const server = await serverOptions(mailbox?.smtp ?? null, options);
  return createTransport({
    ...server,
    connectionTimeout: times.connectMsMax,
    dnsTimeout: times.connectMsMax,
    greetingTimeout: times.greetingMsMax,
    socketTimeout: times.silenceMsMax,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mailbox?.dkim ? { dkim: dkimOf(mailbox.dkim) } : {}),
  });
}

async function serverOptions(smtp: SmtpServer | null, options: SendOptions): Promise<SMTPTransportOptions> {
  if (!smtp) return options.smtpUrl === null ? {} : { url: options.smtpUrl };
  const auth = smtp.login && (await authOf(smtp.login, options));
  return {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === "tls",
    requireTLS: smtp.security === "starttls",
    ignoreTLS: smtp.security === "none",
    ...(auth ? { auth } : {}),
  };
}

async function authOf(login: SmtpLogin, options: SendOptions): Promise<NonNullable<SMTPTransportOptions["auth"]>> {
  if ("password" in login) return { user: login.user, pass: login.password };
  return { type: "OAuth2", user: login.user, accessToken: await options.accessToken(login.oauth) };
}

const dkimOf = (key: NonNullable<OutgoingMailbox["dkim"]>) => ({
  domainName: key.domain,
  keySelector: key.selector,
  privateKey: key.privateKey,
});

type SendProblem = Error & {
  recipient?: string;
  code?: string;
  responseCode?: number;
  response?: string;
  permanent?: boolean;
};

/** A wrong password or an unreachable server is put right one day; what the receiver refused for good is not. */
function endOf(problem: SendProblem): SendEnd {
  const said = problem.response ?? problem.message;
  if (problem.code === "oauth_consent_needed" || problem.code === "oauth_failed")
    return { kind: "later", detail: `OAuth 令牌无法更新 / The OAuth token cannot be renewed: ${said}` };
  if (problem.code === "EAUTH")
    return { kind: "later", detail: `发信服务器拒绝登录 / The sending server refused the login: ${said}` };
  if (problem.permanent === true)
    return { kind: "never", detail: `对方服务器拒收 / The server refused the mail: ${said}` };
  if (problem.code === "EENVELOPE" && problem.responseCode === undefined)
    return { kind: "never", detail: `收件地址无效 / The recipient's address is not valid: ${said}` };
  if (problem.responseCode !== undefined)
    return { kind: "later", detail: `对方服务器暂时不收 / The server does not take it for now: ${said}` };
  return { kind: "later", detail: `无法与发信服务器通信 / No talk with the sending server: ${problem.message}` };
}
