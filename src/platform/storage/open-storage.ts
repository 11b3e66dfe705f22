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

export type Bucket = {
  bucket: string;
  region: string;
  endpoint: string | null;
  accessKeyId: string;
  secretAccessKey: string;
};

/** Keeps files on disk under `folder`. */
export function openDiskStorage(folder: string): Storage {
  return storageOn(new Disk(new FSDriver({ location: folder, visibility: "private" })));
}

/** Keeps files in a bucket of S3 or of a service that speaks like it. Its driver is loaded only here: it is large. */
export async function openBucketStorage(given: Bucket): Promise<Storage> {
  const { bucket, region, endpoint, accessKeyId, secretAccessKey } = given;
  const { S3Driver } = await import("flydrive/drivers/s3");
  const driver = new S3Driver({
    bucket,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Services other than AWS know no ACL and are found by path, not by a name of the bucket's own.
    supportsACL: false,
    visibility: "private",
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
  });
  return storageOn(new Disk(driver));
}

function storageOn(disk: Disk): Storage {
  return {
    put: async (content) => {
      const sha256 = createHash("sha256").update(content).digest("hex");
      const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
      if ((await sizeOf(disk, key)) !== content.byteLength) await disk.put(key, content);
      return { key, sha256, sizeBytes: content.byteLength };
    },
    read: (key) => disk.getStream(key),
    readBytes: async (key) => Buffer.from(await disk.getBytes(key)),
    has: (key) => disk.exists(key),
    remove: (key) => disk.delete(key),
  };
}

/** A process that was killed while writing leaves a shorter file, which must be written again. */
async function sizeOf(disk: Disk, key: string): Promise<number | null> {
  return (await disk.exists(key)) ? (await disk.getMetaData(key)).contentLength : null;
}
