import type { OauthSettings } from "./fetch-access-token.ts";
import type { ImapSettings } from "./mailbox.ts";

export type SmtpServer = {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  /** null: no login. */
  login: SmtpLogin | null;
};

export type SmtpLogin = { user: string; password: string } | { user: string; oauth: OauthSettings };

export type DkimKey = { domain: string; selector: string; privateKey: string };

/** A mailbox as one sends from it. */
export type OutgoingMailbox = {
  id: string;
  name: string;
  address: string;
  /** null: the desk's SMTP_URL. */
  smtp: SmtpServer | null;
  dkim: DkimKey | null;
};

/** Providers that drop or refuse mail to `name+tag@`, and a return path that is not the login itself. */
const WITHOUT_PLUS = [
  /(^|\.)(163|126|188|139|189)\.(com|net)$/,
  /(^|\.)yeah\.net$/,
  /(^|\.)(qq|foxmail)\.com$/,
  /(^|\.)sina\.(com|cn)$/,
  /(^|\.)sohu\.com$/,
  /(^|\.)(aliyun|tom|21cn)\.com$/,
];

/** Whether replies to `support+ticket@…` reach this mailbox, as far as its provider is known. */
export function takesPlusAddresses(mailbox: OutgoingMailbox): boolean {
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf("@") + 1).toLowerCase();
  return ![domain, mailbox.smtp?.host.toLowerCase() ?? ""].some((host) =>
    WITHOUT_PLUS.some((known) => known.test(host)),
  );
}

/** Second levels under which anybody can have a name. */
const PUBLIC_SECOND_LEVEL = /^(?:com|net|org|gov|edu|ac|co|ne|or)\.[a-z]{2}$/;

/** Whether two hosts belong to one provider: a token that one of them takes is handed to no stranger. */
export function shareProvider(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const domainOf = (host: string) => {
    const labels = host.split(".");
    return labels.slice(PUBLIC_SECOND_LEVEL.test(labels.slice(-2).join(".")) ? -3 : -2).join(".");
  };
  return /\.[a-z]{2,}$/.test(a) && domainOf(a).includes(".") && domainOf(a) === domainOf(b);
}

/** The login with the token of the mailbox's IMAP side; null where it has none, or where the server is another's. */
export function tokenLogin(
  imap: ImapSettings | null,
  smtp: { host: string; security: SmtpServer["security"]; user: string | null },
): SmtpLogin | null {
  if (imap?.auth.kind !== "xoauth2" || smtp.security === "none" || !shareProvider(imap.host, smtp.host)) return null;
  return { user: smtp.user ?? imap.user, oauth: imap.auth };
}
