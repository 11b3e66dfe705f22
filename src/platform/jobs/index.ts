export { addJob, releaseDeadJobs, removeJob, type JobOptions } from "./jobs-store.ts";
export { runDueJobs, startWorker, migrateJobs, type JobHandlers, type Worker } from "./run-worker.ts";
