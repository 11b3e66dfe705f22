import { Overtaken } from "./transaction.ts";

/**
 * The database or the way to it fails for now: it restarts, has lost a part of itself, is read-only for a change of primary, has no
 * connection or memory left, is too slow, has waited too long for us, or two writers met.
 */
const PASSING =
  /^(08...|25006|25P03|40001|40P01|53[234]00|55P03|57014|57P0[1235]|58030|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const NO_ROOM = new Set(["53100", "ENOSPC", "EDQUOT"]);
const NO_CONNECTION =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|the database does not answer/;

/** An error of a library has the system's own as its cause. */
const CAUSES_MAX = 3;

/** Whether the same would work later, without anybody at fault: `no_room` once a disk has room, `busy` by itself. */
export function passingFailure(error: unknown, depth = 0): "busy" | "no_room" | null {
  if (error instanceof Overtaken) return "busy";
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === "string" && NO_ROOM.has(code)) return "no_room";
  if (typeof code === "string" && PASSING.test(code)) return "busy";
  if (typeof message === "string" && NO_CONNECTION.test(message)) return "busy";
  return cause === undefined || depth >= CAUSES_MAX ? null : passingFailure(cause, depth + 1);
}
