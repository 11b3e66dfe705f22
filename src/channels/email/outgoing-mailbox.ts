export type SmtpServer = {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  /** null: no login. */
  login: { user: string; password: string } | null;
};

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
