import type { InputOf } from "../../../../../src/contract/route.ts";
import type { MailboxShape, makeMailbox } from "../../../../../src/contract/mailbox-routes.ts";
import { PRESETS, type PresetId } from "./presets.ts";

export type MailboxBody = InputOf<typeof makeMailbox>["body"];
type Security = "tls" | "starttls" | "none";

/** The form's fields, flat; what does not apply to the kind chosen is left out when it is sent. */
export type MailboxValues = {
  name: string;
  address: string;
  kind: "smtp" | "imap";
  teamId: string | null;
  enabled: boolean;
  trustedServers: string[];
  imapHost: string;
  imapPort: number;
  imapSecurity: Security;
  imapUser: string;
  imapAuth: "password" | "xoauth2";
  imapFolder: string;
  imapSecret: string;
  tokenUrl: string;
  clientId: string;
  scope: string;
  oauthClientSecret: string;
  sends: "desk" | "own";
  smtpHost: string;
  smtpPort: number;
  smtpSecurity: Security;
  smtpUser: string;
  smtpAuth: "password" | "xoauth2";
  smtpPassword: string;
  signs: boolean;
  dkimDomain: string;
  dkimSelector: string;
  dkimPrivateKey: string;
};

const EMPTY: MailboxValues = {
  name: "",
  address: "",
  kind: "imap",
  teamId: null,
  enabled: true,
  trustedServers: [],
  imapHost: "",
  imapPort: 993,
  imapSecurity: "tls",
  imapUser: "",
  imapAuth: "password",
  imapFolder: "INBOX",
  imapSecret: "",
  tokenUrl: "",
  clientId: "",
  scope: "",
  oauthClientSecret: "",
  sends: "own",
  smtpHost: "",
  smtpPort: 465,
  smtpSecurity: "tls",
  smtpUser: "",
  smtpAuth: "password",
  smtpPassword: "",
  signs: false,
  dkimDomain: "",
  dkimSelector: "",
  dkimPrivateKey: "",
};

const receiving = ({ imap }: MailboxShape): Partial<MailboxValues> => ({
  ...(imap && {
    imapHost: imap.host,
    imapPort: imap.port,
    imapSecurity: imap.security,
    imapUser: imap.user,
    imapAuth: imap.auth,
    imapFolder: imap.folder,
    ...imap.oauth,
  }),
});

const sending = ({ smtp, dkim }: MailboxShape): Partial<MailboxValues> => ({
  sends: smtp ? "own" : "desk",
  ...(smtp && {
    smtpHost: smtp.host,
    smtpPort: smtp.port,
    smtpSecurity: smtp.security,
    smtpUser: smtp.user ?? "",
    smtpAuth: smtp.auth,
  }),
  ...(dkim && { signs: true, dkimDomain: dkim.domain, dkimSelector: dkim.selector }),
});

/** The fields of a mailbox; secrets are never read back. Null: a new one. */
export function valuesOf(mailbox: MailboxShape | null): MailboxValues {
  if (!mailbox) return EMPTY;
  const { name, address, kind, teamId, enabled, trustedServers } = mailbox;
  const plain = { name, address, kind, teamId, enabled, trustedServers };
  return { ...EMPTY, ...plain, ...receiving(mailbox), ...sending(mailbox) };
}

const secretsOf = (values: MailboxValues) => {
  const { imapSecret, oauthClientSecret, smtpPassword, dkimPrivateKey } = values;
  return {
    ...(imapSecret ? { imapSecret } : {}),
    ...(oauthClientSecret ? { oauthClientSecret } : {}),
    ...(smtpPassword ? { smtpPassword } : {}),
    ...(dkimPrivateKey ? { dkimPrivateKey } : {}),
  };
};

/** What is sent; a secret that was not written is left out and stays. */
export function bodyOf(values: MailboxValues): MailboxBody {
  const { name, address, kind, teamId, enabled, trustedServers } = values;
  return {
    name,
    address: address.trim(),
    kind,
    teamId,
    enabled,
    trustedServers,
    imap: kind === "imap" ? imapOf(values) : null,
    smtp: values.sends === "own" ? smtpOf(values) : null,
    dkim: values.signs ? { domain: values.dkimDomain.trim(), selector: values.dkimSelector.trim() } : null,
    ...secretsOf(values),
  };
}

const imapOf = (values: MailboxValues): NonNullable<MailboxBody["imap"]> => ({
  host: values.imapHost.trim(),
  port: values.imapPort,
  security: values.imapSecurity,
  user: values.imapUser.trim() || values.address.trim(),
  auth: values.imapAuth,
  folder: values.imapFolder.trim() || "INBOX",
  oauth:
    values.imapAuth === "xoauth2"
      ? { tokenUrl: values.tokenUrl.trim(), clientId: values.clientId.trim(), scope: values.scope.trim() }
      : null,
});

const smtpOf = (values: MailboxValues): NonNullable<MailboxBody["smtp"]> => ({
  host: values.smtpHost.trim(),
  port: values.smtpPort,
  security: values.smtpSecurity,
  user: values.smtpUser.trim() || null,
  auth: sharesToken(values) ? values.smtpAuth : "password",
});

/** The token of the receiving side serves for sending where there is one. */
const sharesToken = ({ kind, imapAuth }: MailboxValues) => kind === "imap" && imapAuth === "xoauth2";

/** The fields that a provider's preset fills in. */
export function presetValues(id: PresetId, address: string): Partial<MailboxValues> {
  const preset = PRESETS.find((one) => one.id === id);
  if (!preset) return {};
  return {
    kind: "imap",
    imapHost: preset.imap.host,
    imapPort: preset.imap.port,
    imapSecurity: preset.imap.security,
    imapUser: address,
    imapAuth: preset.oauth ? "xoauth2" : "password",
    ...(preset.oauth ? { tokenUrl: preset.oauth.tokenUrl, scope: preset.oauth.scope } : {}),
    sends: "own",
    smtpHost: preset.smtp.host,
    smtpPort: preset.smtp.port,
    smtpSecurity: preset.smtp.security,
    smtpUser: address,
    smtpAuth: preset.oauth ? "xoauth2" : "password",
  };
}
