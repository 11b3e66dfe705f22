export { writeBackup, type BackupReport } from "./write-backup.ts";
export { restoreBackup, type RestoreReport } from "./restore-backup.ts";
export { BackupProblem } from "./backup-problem.ts";
