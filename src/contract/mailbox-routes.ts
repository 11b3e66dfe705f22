import { z } from "zod";
import { emailAddress, id, instant, name } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "mailboxes";
const HOST_CHARS_MAX = 253;
const SECRET_CHARS_MAX = 8_000;
const TRUSTED_SERVERS_MAX = 20;
const TESTS_PER_MINUTE_MAX = 12;

const host = z.string().trim().min(1).max(HOST_CHARS_MAX);
const port = z.number().int().min(1).max(65_535);
const security = z.enum(["tls", "starttls", "none"]);
/** Written only, never read back; left out it stays as it is. */
const secret = z.string().min(1).max(SECRET_CHARS_MAX).optional();

const oauth = z.object({
  tokenUrl: z.url({ protocol: /^https$/ }).max(1_000),
  clientId: z.string().trim().min(1).max(500),
  scope: z.string().trim().max(1_000),
});

const imap = z.object({
  host,
  port,
  security,
  user: z.string().trim().min(1).max(320),
  auth: z.enum(["password", "xoauth2"]),
  folder: z.string().trim().min(1).max(500).default("INBOX"),
  oauth: oauth.nullable().default(null),
});

/** `xoauth2`: with the token of the mailbox's IMAP side, at a server of the same provider. */
const smtp = z.object({
  host,
  port,
  security,
  user: z.string().trim().max(320).nullable(),
  auth: z.enum(["password", "xoauth2"]).default("password"),
});
const dkim = z.object({ domain: host, selector: z.string().trim().min(1).max(63) });

const mailboxFields = z.object({
  name,
  address: emailAddress,
  /** `smtp`: mail comes to the built-in receiver; `imap`: it is fetched. */
  kind: z.enum(["smtp", "imap"]),
  teamId: id.nullable(),
  enabled: z.boolean(),
  trustedServers: z.array(host).max(TRUSTED_SERVERS_MAX),
  imap: imap.nullable(),
  /** null: by the desk's SMTP_URL. */
  smtp: smtp.nullable(),
  dkim: dkim.nullable(),
});

const secrets = {
  imapSecret: secret,
  oauthClientSecret: secret,
  smtpPassword: secret,
  dkimPrivateKey: secret,
};

export const mailboxShape = mailboxFields.extend({
  id,
  version: z.number().int(),
  hasImapSecret: z.boolean(),
  hasSmtpPassword: z.boolean(),
  hasDkimKey: z.boolean(),
  lastOkAt: instant.nullable(),
  /** A code of mailbox-words, with the server's own words. */
  lastError: z.object({ code: z.string(), detail: z.string(), at: instant.nullable() }).nullable(),
});
export type MailboxShape = z.output<typeof mailboxShape>;

/** One step of a connection test, in order; the first that fails says what is wrong and what to do. */
export const mailboxTestStep = z.object({
  step: z.string(),
  ok: z.boolean(),
  code: z.string().nullable(),
  says: z.string(),
  remedy: z.string().nullable(),
});

export const listMailboxes = defineRoute({
  id: "mailboxes.list",
  method: "GET",
  path: "/api/v1/mailboxes",
  access: "settings.read",
  tag,
  summary: "Mailboxes and how they are doing",
  response: z.object({ items: z.array(mailboxShape) }),
});

export const makeMailbox = defineRoute({
  id: "mailboxes.make",
  method: "POST",
  path: "/api/v1/mailboxes",
  access: "mailboxes.manage",
  tag,
  summary: "Add a mailbox",
  body: mailboxFields.extend(secrets),
  response: mailboxShape,
  status: 201,
  secret: true,
});

export const changeMailbox = defineRoute({
  id: "mailboxes.change",
  method: "PUT",
  path: "/api/v1/mailboxes/:mailboxId",
  access: "mailboxes.manage",
  tag,
  summary: "Change a mailbox; secrets that are left out stay",
  params: z.object({ mailboxId: id }),
  body: mailboxFields.extend({ ...secrets, version: z.number().int() }),
  response: mailboxShape,
  secret: true,
});

export const testMailbox = defineRoute({
  id: "mailboxes.test",
  method: "POST",
  path: "/api/v1/mailbox-tests",
  access: "mailboxes.manage",
  tag,
  summary: "Try a mailbox's servers with these settings and say what is wrong",
  body: mailboxFields.extend({ ...secrets, mailboxId: id.optional() }),
  response: z.object({ ok: z.boolean(), steps: z.array(mailboxTestStep) }),
  callsPerMinuteMax: TESTS_PER_MINUTE_MAX,
  secret: true,
});
