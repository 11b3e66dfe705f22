import { createHash, type Hash } from "node:crypto";
import { partOf, readArchive, readWhole } from "./archive.ts";
import { BackupProblem } from "./backup-problem.ts";
import { backupHeader, backupManifest, type BackupHeader, type BackupManifest } from "./manifest.ts";

const JSON_BYTES_MAX = 256 * 1024 * 1024;
const NOTHING = createHash("sha256").digest("hex");

/**
 * Reads a backup from end to end without changing anything: it is whole, and every table and file has its digest.
 * @throws BackupProblem `not_a_backup`, `backup_newer`, `damaged`
 */
export async function verifyBackup(file: string): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  let header: BackupHeader | null = null;
  let manifest: BackupManifest | null = null;
  const hashes = new Map<string, Hash>();
  try {
    for await (const { name, content } of readArchive(file)) {
      if (header === null) header = parseHeader(name, await readWhole(content, JSON_BYTES_MAX));
      else if (name === "manifest.json")
        manifest = backupManifest.parse(JSON.parse(String(await readWhole(content, JSON_BYTES_MAX))));
      else for await (const block of content as AsyncIterable<Buffer>) hashOf(hashes, name).update(block);
    }
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    throw header === null ? notABackup() : new BackupProblem("damaged", "the backup is cut off or damaged");
  }
  if (header === null) throw notABackup();
  if (manifest === null) throw new BackupProblem("damaged", "the backup is cut off: it has no manifest");
  requireDigests(manifest, hashes);
  return { header, manifest };
}

function parseHeader(name: string, content: Buffer): BackupHeader {
  if (name !== "bihuan-backup.json") throw notABackup();
  const parsed = backupHeader.safeParse(JSON.parse(String(content)));
  if (!parsed.success)
    throw new BackupProblem("backup_newer", "the backup has a format that this version does not know");
  return parsed.data;
}

function notABackup(): BackupProblem {
  return new BackupProblem("not_a_backup", "the file is not a backup of Bihuan");
}

function hashOf(hashes: Map<string, Hash>, piece: string): Hash {
  const part = partOf(piece);
  const found = hashes.get(part) ?? createHash("sha256");
  hashes.set(part, found);
  return found;
}

function requireDigests(manifest: BackupManifest, hashes: Map<string, Hash>): void {
  const wanted = [
    ...manifest.tables.map((table) => ({ part: `tables/${table.schema}.${table.name}`, sha256: table.sha256 })),
    ...manifest.files.map((file) => ({ part: `files/${file.key}`, sha256: file.sha256 })),
  ];
  for (const { part, sha256 } of wanted) {
    if ((hashes.get(part)?.digest("hex") ?? NOTHING) !== sha256)
      throw new BackupProblem("damaged", `${part} is damaged`);
  }
}
