import type { MailboxShape } from "../../../../../src/contract/mailbox-routes.ts";

type Server = { host: string; port: number; security: "tls" | "starttls" | "none" };
type Oauth = NonNullable<NonNullable<MailboxShape["imap"]>["oauth"]>;

export type Preset = {
  id: PresetId;
  imap: Server;
  smtp: Server;
  /** Given where the provider has switched passwords off. */
  oauth: Oauth | null;
};
export type PresetId = "netease" | "qq" | "tencent" | "aliyun" | "microsoft" | "gmail";

const tls = (host: string, port: number): Server => ({ host, port, security: "tls" });

/** Servers of the providers that most people here use, by what each publishes. */
export const PRESETS: readonly Preset[] = [
  { id: "netease", imap: tls("imap.163.com", 993), smtp: tls("smtp.163.com", 465), oauth: null },
  { id: "qq", imap: tls("imap.qq.com", 993), smtp: tls("smtp.qq.com", 465), oauth: null },
  { id: "tencent", imap: tls("imap.exmail.qq.com", 993), smtp: tls("smtp.exmail.qq.com", 465), oauth: null },
  { id: "aliyun", imap: tls("imap.qiye.aliyun.com", 993), smtp: tls("smtp.qiye.aliyun.com", 465), oauth: null },
  {
    id: "microsoft",
    imap: tls("outlook.office365.com", 993),
    smtp: { host: "smtp.office365.com", port: 587, security: "starttls" },
    oauth: {
      tokenUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      clientId: "",
      scope: "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
    },
  },
  { id: "gmail", imap: tls("imap.gmail.com", 993), smtp: tls("smtp.gmail.com", 465), oauth: null },
];

const DOMAINS: Record<string, PresetId> = {
  "163.com": "netease",
  "126.com": "netease",
  "yeah.net": "netease",
  "qq.com": "qq",
  "foxmail.com": "qq",
  "outlook.com": "microsoft",
  "hotmail.com": "microsoft",
  "gmail.com": "gmail",
};

/** The provider that an address names by itself; null for a company's own domain. */
export const presetOf = (address: string): PresetId | null =>
  DOMAINS[address.slice(address.lastIndexOf("@") + 1).toLowerCase()] ?? null;
