import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";

/** Files by content: the key is made from the SHA-256, so that the same file is kept once and never changes. */
export type Storage = {
  put(content: Uint8Array): Promise<{ key: string; sha256: string; sizeBytes: number }>;
  read(key: string): Promise<Readable>;
  readBytes(key: string): Promise<Buffer>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
};

/** Keeps files on disk under `folder`. */
export function openDiskStorage(folder: string): Storage {
  return storageOn(new Disk(new FSDriver({ location: folder, visibility: "private" })));
}

/** Puts our keys on any flydrive disk. */
export function storageOn(disk: Disk): Storage {
  return {
    put: async (content) => {
      const sha256 = createHash("sha256").update(content).digest("hex");
      const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
      if (!(await disk.exists(key))) await disk.put(key, content);
      return { key, sha256, sizeBytes: content.byteLength };
    },
    read: (key) => disk.getStream(key),
    readBytes: async (key) => Buffer.from(await disk.getBytes(key)),
    has: (key) => disk.exists(key),
    remove: (key) => disk.delete(key),
  };
}
