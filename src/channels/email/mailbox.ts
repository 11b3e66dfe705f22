/** Ports and secrets of a mailbox as the desk keeps it; `address` is lower-case and without `+tag`. */
export type Mailbox = {
  id: string;
  name: string;
  address: string;
  kind: "smtp" | "imap";
  teamId: string | null;
  enabled: boolean;
  trustedServers: readonly string[];
  imap: ImapSettings | null;
  version: number;
};

export type ImapSettings = {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  user: string;
  folder: string;
  auth: ImapAuth;
};

export type ImapAuth =
  | { kind: "password"; password: string }
  | { kind: "xoauth2"; tokenUrl: string; clientId: string; clientSecret: string; refreshToken: string; scope: string };

export type MailboxProgress = {
  mailboxId: string;
  uidValidity: number | null;
  lastUid: number;
  lastOkAt: number | null;
  lastErrorCode: string | null;
  lastError: string | null;
  lastErrorAt: number | null;
};
