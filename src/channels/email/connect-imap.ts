import { ImapFlow } from "imapflow";
import type { OauthSettings } from "./fetch-access-token.ts";
import { MAIL_BYTES_MAX } from "./mail-bounds.ts";
import type { ImapSettings } from "./mailbox.ts";
import { requireMailHost } from "./require-mail-host.ts";

const CONNECT_MS_MAX = 20_000;
const SOCKET_MS_MAX = 5 * 60_000;
/** However much it says meanwhile: nobody keeps us at the door. */
const SIGN_IN_MS_MAX = 60_000;
/** Servers end IDLE after 30 minutes (RFC 2177). */
const IDLE_MS_MAX = 29 * 60_000;

const CLIENT = { name: "Bihuan", version: "1.0", vendor: "Bihuan", "support-email": "support@example.com" };

export type ImapDeps = {
  accessToken: (settings: OauthSettings) => Promise<string>;
  /** Certificates that are trusted beside the system's; for servers with a CA of their own. */
  ca?: string;
  /** Shorter in tests. */
  signInMsMax?: number;
};

/** imapflow runs any command this way; its types leave the method out. */
type WithCommands = ImapFlow & { run(command: string, ...args: unknown[]): Promise<unknown> };

/**
 * A signed-in IMAP connection. NetEase wants to know the client after the login and before a folder is opened, and
 * imapflow leaves that out where the server has introduced itself before the login.
 * @throws what imapflow throws, see `mailboxProblemOf`
 */
export async function connectImap(deps: ImapDeps, settings: ImapSettings): Promise<ImapFlow> {
  const { auth, security } = settings;
  await requireMailHost(settings.host);
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: security === "tls",
    doSTARTTLS: security === "starttls",
    auth:
      auth.kind === "password"
        ? { user: settings.user, pass: auth.password }
        : { user: settings.user, accessToken: await deps.accessToken(auth) },
    clientInfo: CLIENT,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SOCKET_MS_MAX,
    maxIdleTime: IDLE_MS_MAX,
    maxLiteralSize: MAIL_BYTES_MAX + 1024,
    ...(deps.ca ? { tls: { ca: deps.ca } } : {}),
  });
  // A broken connection also rejects what waits for it; unhandled, the event would end the process.
  client.on("error", () => undefined);
  try {
    await withinTime(client, deps.signInMsMax ?? SIGN_IN_MS_MAX, async () => {
      await client.connect();
      if (client.capabilities.has("ID")) await (client as WithCommands).run("ID", CLIENT);
    });
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}

/**
 * Ends the connection when some work on it takes too long: a server that goes on talking without ever answering is not
 * silent, so that no time-out of a socket ends it. @throws ETIMEDOUT
 */
export async function withinTime<T>(client: ImapFlow, milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      client.close();
      reject(Object.assign(new Error("the server goes on without an end"), { code: "ETIMEDOUT" }));
    }, milliseconds);
  });
  try {
    const done = work();
    done.catch(() => undefined);
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
