import { StartProblem } from "./start-problem.ts";

type Coded = { code?: unknown; message?: unknown; port?: unknown; address?: unknown };

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNRESET",
  "EAI_AGAIN",
  "57P03",
]);
const REFUSED = new Set(["28P01", "28000", "3D000", "42501"]);
const MIGRATION = new Set(["database_newer", "database_foreign", "migration_changed"]);
const EMBEDDED = new Set([
  "no_binaries",
  "no_unprivileged_user",
  "not_writable",
  "files_of_other_version",
  "start_failed",
]);

/** Whatever a start threw, as the one sentence that a person can act on. */
export function startProblemOf(error: unknown, dataDir: string): StartProblem {
  if (error instanceof StartProblem) return error;
  const { code, message } = (error ?? {}) as Coded;
  const reason = typeof message === "string" && message !== "" ? message : String(code ?? error);
  const known = typeof code === "string" ? codedProblem(code, { reason, folder: dataDir }) : null;
  if (known) return known;
  if (/^migration \S+ failed/.test(reason)) return new StartProblem("migration_failed", { reason });
  if (/connection.*(timeout|terminated)|timeout.*connect/i.test(reason))
    return new StartProblem("database_unreachable", { reason });
  return new StartProblem("unexpected", { reason });
}

function codedProblem(code: string, given: { reason: string; folder: string }): StartProblem | null {
  if (code === "ENOSPC" || code === "EDQUOT" || code === "disk_full" || code === "53100")
    return new StartProblem("disk_full", given);
  if (UNREACHABLE.has(code)) return new StartProblem("database_unreachable", { ...given, reason: code });
  if (REFUSED.has(code)) return new StartProblem("database_refused", given);
  if (MIGRATION.has(code)) return new StartProblem(code as "database_newer", given);
  if (EMBEDDED.has(code)) return new StartProblem("embedded_database", given);
  return null;
}

/**
 * Why a port could not be opened.
 * @param setting the variable that names the port, `PORT` or `INBOUND_SMTP_PORT`
 */
export function listenProblem(
  error: unknown,
  given: { port: number; host: string; setting: string; hostSetting: string },
): StartProblem {
  const { code } = (error ?? {}) as Coded;
  const port = String(given.port);
  if (code === "EADDRINUSE") return new StartProblem("port_busy", { port, setting: given.setting });
  if (code === "EACCES") return new StartProblem("port_forbidden", { port, setting: given.setting });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new StartProblem("host_unknown", { host: given.host, setting: given.hostSetting });
  return startProblemOf(error, "");
}
