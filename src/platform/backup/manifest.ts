import { z } from "zod";

export const BACKUP_FORMAT = 1;
const NAME_CHARS_MAX = 1_000;

const name = z.string().min(1).max(NAME_CHARS_MAX);
const count = z.number().int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** The first entry of a backup: what a restore must know before it reads on. */
export const backupHeader = z.object({
  format: z.literal(BACKUP_FORMAT),
  madeAt: z.iso.datetime(),
  version: name,
  /** The schema files that had run, in order. */
  migrations: z.array(z.object({ name, digest })),
  /** Number of the newest schema change of the job tables. */
  jobsSchema: count,
});
export type BackupHeader = z.infer<typeof backupHeader>;

/** The last entry: what must have been read by then. Sizes in bytes. */
export const backupManifest = z.object({
  tables: z.array(z.object({ schema: name, name, columns: z.array(name), rows: count, bytes: count, sha256: digest })),
  sequences: z.array(z.object({ schema: name, name, value: z.string(), isCalled: z.boolean() })),
  files: z.array(z.object({ key: name, bytes: count, sha256: digest })),
});
export type BackupManifest = z.infer<typeof backupManifest>;
