export type BackupProblemCode =
  | "not_a_backup"
  | "damaged"
  | "database_not_empty"
  | "backup_newer"
  | "target_exists"
  | "data_folder_not_empty"
  | "files_kept_elsewhere";

/** Why a backup cannot be made or read back; the message is one sentence. */
export class BackupProblem extends Error {
  readonly code: BackupProblemCode;
  constructor(code: BackupProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
