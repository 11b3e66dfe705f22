import { StartProblem } from "../platform/config/index.ts";

const POSTGRES_VERSION_MIN = 150_000;

/**
 * @param server `number` as `server_version_num` gives it, such as 150018
 * @throws StartProblem `database_too_old` before PostgreSQL 15
 */
export function requirePostgres(server: { number: string; version: string }): void {
  if (Number(server.number) >= POSTGRES_VERSION_MIN) return;
  throw new StartProblem("database_too_old", { version: server.version });
}
