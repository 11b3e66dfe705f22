import type pg from "pg";

/** So long is waited for others that say the same. */
const SOON_MS = 5;

export type NotifySoon = (channel: string) => void;

/**
 * Notifies outside of transactions, once for all that ask within some milliseconds, with `{ count }`: how many did. A NOTIFY inside
 * a transaction makes its commit wait for those of all others that notify. Nothing may hang on it: it is lost with the process or
 * the connection.
 */
export function notifierOf(pool: Pick<pg.Pool, "query">): NotifySoon {
  const asked = new Map<string, number>();
  const send = () => {
    const notices = [...asked].map(([channel, count]) => [channel, JSON.stringify({ count })]);
    asked.clear();
    for (const notice of notices) pool.query("select pg_notify($1, $2)", notice).catch(() => undefined);
  };
  return (channel) => {
    if (asked.size === 0) setTimeout(send, SOON_MS).unref();
    asked.set(channel, (asked.get(channel) ?? 0) + 1);
  };
}
