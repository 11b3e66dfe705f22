import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { extract, pack, type Pack } from "tar-stream";

/** Content goes in pieces of this size, so that no temporary file is needed to learn how long it is. */
const PIECE_BYTES = 8 * 1024 * 1024;

export type Written = { bytes: number; sha256: string };

/** A tar archive, packed with zstd, written as it comes. */
export class ArchiveWriter {
  readonly #pack: Pack = pack();
  readonly #done: Promise<void>;

  constructor(file: string) {
    this.#done = pipeline(this.#pack, createZstdCompress(), createWriteStream(file, { mode: 0o600, flags: "wx" }));
    this.#done.catch(() => undefined);
  }

  async writeJson(name: string, content: object): Promise<void> {
    await this.#entry(name, Buffer.from(`${JSON.stringify(content, null, 1)}\n`));
  }

  /** Writes `name/000001`, `name/000002`, … */
  async writeStream(name: string, content: Readable, onBytes: (bytes: number) => void): Promise<Written> {
    const hash = createHash("sha256");
    let bytes = 0;
    let piece = 0;
    for await (const block of pieces(content)) {
      hash.update(block);
      bytes += block.length;
      piece += 1;
      await this.#entry(`${name}/${String(piece).padStart(6, "0")}`, block);
      onBytes(block.length);
    }
    return { bytes, sha256: hash.digest("hex") };
  }

  /** Resolves when everything is in the file. */
  async finish(): Promise<void> {
    this.#pack.finalize();
    await this.#done;
  }

  async abandon(): Promise<void> {
    this.#pack.destroy();
    await this.#done.catch(() => undefined);
  }

  async #entry(name: string, content: Buffer): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#pack.entry({ name, size: content.length, mode: 0o600 }, content, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    await Promise.race([written, this.#done]);
  }
}

async function* pieces(content: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const block of content as AsyncIterable<Buffer>) {
    waiting.push(block);
    bytes += block.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

export type ArchiveEntry = { name: string; content: Readable };

/** Reads an archive entry by entry; each content must be consumed before the next comes. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  const reader = extract();
  const source = pipeline(createReadStream(file), createZstdDecompress(), reader);
  source.catch((error: Error) => reader.destroy(error));
  for await (const entry of reader) yield { name: entry.header.name, content: entry as unknown as Readable };
  await source;
}

/** Pieces of one part share its name: `tables/public.ticket/000002` belongs to `tables/public.ticket`. Empty for the lists. */
export function partOf(entryName: string): string {
  return entryName.slice(0, Math.max(0, entryName.lastIndexOf("/")));
}

export async function readWhole(content: Readable, bytesMax: number): Promise<Buffer> {
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of content as AsyncIterable<Buffer>) {
    bytes += block.length;
    if (bytes > bytesMax) throw new Error(`longer than ${bytesMax} bytes`);
    blocks.push(block);
  }
  return Buffer.concat(blocks);
}
