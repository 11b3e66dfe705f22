export { writeBackup } from "./write-backup.ts";
export { restoreBackup } from "./restore-backup.ts";
export { BackupProblem } from "./backup-problem.ts";
