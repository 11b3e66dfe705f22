export { copyClient } from "./copy-client.ts";
export { builtOnce, heldOrWatched, rowsWritten } from "./built-once.ts";
export { instantOf } from "./instant-of.ts";
export { notifySoon, openDatabase, queries, sendAhead, submit, type OpenDatabase } from "./open-database.ts";
export { migrate, MIGRATIONS_FOLDER } from "./migrate.ts";
export { PLANNED_ANEW } from "./prepared-statements.ts";
export type { DB } from "./tables.ts";
