export { openDatabase, queries, type OpenDatabase } from "./open-database.ts";
export { migrate, MIGRATIONS_FOLDER } from "./migrate.ts";
export type { DB } from "./tables.ts";
