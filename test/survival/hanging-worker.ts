import { openDatabase } from "../../src/platform/db/index.ts";
import { startWorker, watchWorkers } from "../../src/platform/jobs/index.ts";

/** A worker whose every job hangs: `DATABASE_URL`. Says when it has taken one, and whose it is. */
const db = openDatabase(process.env["DATABASE_URL"]!, { connectionsMax: 5 });
const say = (line: string) => process.stdout.write(`${line}\n`);
const worker = await startWorker({
  pool: db.pool,
  handlers: { hang: () => new Promise(() => say("taken")) },
  concurrency: 1,
  log: () => undefined,
});
watchWorkers({
  db,
  workerId: worker.id,
  onGone: async () => undefined,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
