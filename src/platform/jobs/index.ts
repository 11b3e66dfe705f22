export { addJob, releaseDeadJobs, removeJob, wakeWorkers } from "./jobs-store.ts";
export { releaseAllWorkers, watchWorkers } from "./watch-workers.ts";
export { runDueJobs, startWorker, migrateJobs, type JobHandlers, type Worker } from "./run-worker.ts";
