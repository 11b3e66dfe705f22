export type MailboxProblemCode =
  | "dns"
  | "refused"
  | "unreachable"
  | "timeout"
  | "tls"
  | "login_refused"
  | "unsafe_login"
  | "basic_auth_off"
  | "oauth_consent_needed"
  | "oauth_failed"
  | "folder_missing"
  | "secret_missing"
  | "no_imap"
  | "connection_lost"
  | "host_not_allowed"
  | "unknown";

/** What went wrong with a mailbox, and the server's own words about it. */
export type MailboxProblem = { code: MailboxProblemCode; detail: string };

type Sentences = { zh: string; en: string };

/** Each problem in words, and what to do about it. */
export const MAILBOX_WORDS: Record<MailboxProblemCode, { says: Sentences; remedy: Sentences }> = {
  dns: words(
    "找不到这个服务器名。",
    "There is no server of this name.",
    "请核对服务器地址的拼写。",
    "Check the spelling of the server's name.",
  ),
  refused: words(
    "服务器拒绝连接。",
    "The server refuses the connection.",
    "请核对端口（IMAP 通常为 993，SMTP 为 465 或 587），并确认服务已开启。",
    "Check the port (usually 993 for IMAP, 465 or 587 for SMTP) and that the service is switched on.",
  ),
  unreachable: words(
    "网络到不了该服务器。",
    "The network does not reach the server.",
    "请检查防火墙与出口网络。",
    "Check the firewall and the way out of your network.",
  ),
  timeout: words(
    "服务器没有及时应答。",
    "The server does not answer in time.",
    "请核对端口与加密方式是否匹配，或检查防火墙。",
    "Check that port and encryption belong together, and the firewall.",
  ),
  tls: words(
    "加密连接失败：证书无效或加密方式不符。",
    "The encrypted connection fails: an invalid certificate, or the wrong kind of encryption.",
    "993/465 端口请选 TLS，143/587 请选 STARTTLS；自签证书需先被本机信任。",
    "Use TLS on 993 and 465, STARTTLS on 143 and 587; this machine must trust a certificate of your own.",
  ),
  login_refused: words(
    "登录被拒绝。",
    "The login is refused.",
    "QQ、163 等邮箱须填写“授权码”而非登录密码，并先在邮箱设置里开启 IMAP/SMTP。",
    "QQ, 163 and others want their authorisation code, not the password; switch IMAP/SMTP on in the mailbox's settings first.",
  ),
  unsafe_login: words(
    "网易判定为“不安全登录”，不允许打开文件夹。",
    "NetEase calls this an unsafe login and opens no folder.",
    "请在网易邮箱设置里开启 IMAP 并重新生成授权码；若仍被拒绝，请联系 kefu@188.com。",
    "Switch IMAP on in the NetEase settings and make a new authorisation code; if that does not help, write to kefu@188.com.",
  ),
  basic_auth_off: words(
    "服务商已停用密码登录。",
    "The provider has switched password logins off.",
    "请改用 OAuth（XOAUTH2）方式。",
    "Use OAuth (XOAUTH2) instead.",
  ),
  oauth_consent_needed: words(
    "授权已失效。",
    "The consent has ended.",
    "请管理员重新授权该邮箱。",
    "An administrator has to give consent to this mailbox again.",
  ),
  oauth_failed: words(
    "无法取得访问令牌。",
    "No access token could be had.",
    "请核对令牌地址、客户端编号、密钥与权限范围。",
    "Check the token address, the client's id and secret, and the scope.",
  ),
  folder_missing: words(
    "邮箱里没有这个文件夹。",
    "The mailbox has no such folder.",
    "请核对文件夹名称，收件箱填 INBOX。",
    "Check the folder's name; the inbox is called INBOX.",
  ),
  secret_missing: words(
    "没有可用的密码。",
    "There is no password to sign in with.",
    "请重新填写密码或授权码（更换 SECRET_KEY 后旧密码无法解密）。",
    "Enter the password again (after SECRET_KEY was changed the old one does not open).",
  ),
  no_imap: words(
    "对方不是 IMAP 服务器。",
    "That is no IMAP server.",
    "请核对地址与端口。",
    "Check the address and the port.",
  ),
  connection_lost: words(
    "连接中断。",
    "The connection broke off.",
    "系统会自动重连；若反复出现，请检查网络。",
    "It is made again by itself; if this goes on, check the network.",
  ),
  host_not_allowed: words(
    "该地址不可能是邮件服务器。",
    "No mail server has this address.",
    "请填写邮箱服务商提供的服务器名。",
    "Enter the server's name as your mail provider gives it.",
  ),
  unknown: words(
    "服务器返回了未知错误。",
    "The server answered with an error we do not know.",
    "请把下面的原文发给邮箱服务商。",
    "Show the words below to your mail provider.",
  ),
};

function words(zh: string, en: string, remedyZh: string, remedyEn: string): { says: Sentences; remedy: Sentences } {
  return { says: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } };
}

const BY_CODE: Record<string, MailboxProblemCode> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EDNS: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "timeout",
  ETIMEOUT: "timeout",
  CONNECT_TIMEOUT: "timeout",
  GREETING_TIMEOUT: "timeout",
  UPGRADE_TIMEOUT: "timeout",
  ECONNRESET: "connection_lost",
  EPIPE: "connection_lost",
  NoConnection: "connection_lost",
  EConnectionClosed: "connection_lost",
  ETLS: "tls",
  EAUTH: "login_refused",
  oauth_consent_needed: "oauth_consent_needed",
  oauth_failed: "oauth_failed",
  secret_missing: "secret_missing",
  host_not_allowed: "host_not_allowed",
};

type MailError = {
  message?: string;
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  serverResponseCode?: string;
  mailboxMissing?: boolean;
  cause?: unknown;
};

/** What an error of imapflow, nodemailer or the network means for the mailbox. */
export function mailboxProblemOf(error: unknown): MailboxProblem {
  const given = (typeof error === "object" && error !== null ? error : { message: String(error) }) as MailError;
  const detail = [given.responseText, given.message].filter(Boolean).join(" · ").slice(0, 500);
  return { code: codeOf(given, detail), detail };
}

function codeOf(error: MailError, detail: string): MailboxProblemCode {
  if (/unsafe login/i.test(detail)) return "unsafe_login";
  if (/basic authentication is (?:not supported|disabled)|5\.7\.30|AuthenticateNotAllowed/i.test(detail))
    return "basic_auth_off";
  if (error.authenticationFailed || error.serverResponseCode === "AUTHENTICATIONFAILED") return "login_refused";
  if (
    error.mailboxMissing ||
    /NONEXISTENT|TRYCREATE|mailbox (?:does ?n.t|not) exist|folder not (?:found|exist)|unknown mailbox/i.test(
      `${error.serverResponseCode} ${detail}`,
    )
  )
    return "folder_missing";
  const code = error.code ?? "";
  if (
    /^(?:ERR_(?:TLS|SSL|OSSL)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) ||
    /certificate|wrong version number|ssl routines/i.test(detail)
  )
    return "tls";
  if (/ParserError|unexpected greeting|invalid greeting/i.test(`${code} ${detail}`)) return "no_imap";
  return BY_CODE[code] ?? (/timed? ?out|timeout/i.test(detail) ? "timeout" : "unknown");
}
