export { startEmbeddedPostgres } from "./start-embedded-postgres.ts";
export { runningEmbeddedPostgres } from "./running-embedded-postgres.ts";
export { EmbeddedPostgresProblem } from "./embedded-postgres-problem.ts";
