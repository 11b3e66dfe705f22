export type EmbeddedPostgresProblemCode =
  | "no_binaries"
  | "no_unprivileged_user"
  | "disk_full"
  | "not_writable"
  | "files_of_other_version"
  | "start_failed";

/** Why the embedded database does not come up; the message is one sentence for the person who started it. */
export class EmbeddedPostgresProblem extends Error {
  readonly code: EmbeddedPostgresProblemCode;
  constructor(code: EmbeddedPostgresProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads the output of `initdb` or `postgres` for the reason that a person can act on. */
export function problemFromOutput(output: string): EmbeddedPostgresProblem {
  if (/No space left on device|could not resize shared memory|Disk quota exceeded/i.test(output))
    return new EmbeddedPostgresProblem("disk_full", "the disk is full");
  if (/Permission denied|Read-only file system/i.test(output))
    return new EmbeddedPostgresProblem("not_writable", lastTellingLine(output));
  return new EmbeddedPostgresProblem("start_failed", lastTellingLine(output));
}

function lastTellingLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line)) ?? lines.at(-1);
  return telling?.trim() ?? "the database gave no reason";
}
