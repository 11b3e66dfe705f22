import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Encoding } from "./history-map.ts";

const PIECE_BYTES = 1_048_576;
const MARKS: readonly (readonly [mark: readonly number[], encoding: Encoding])[] = [
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xef, 0xbb, 0xbf], "utf-8"],
];

/** So many broken signs among those beyond ASCII are a damaged UTF-8 file; more are another encoding. */
const BROKEN_SHARE_MAX = 0.01;

/** By its mark; without one UTF-8 where the file reads as such, else GB 18030, which is what spreadsheets in China write. */
export async function detectEncoding(file: string): Promise<Encoding> {
  const start = await firstBytes(file, 3);
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => start[index] === byte));
  if (marked) return marked[1];
  let signs = 0;
  let broken = 0;
  for await (const text of decodeFile(file, "utf-8")) {
    signs += count(text, /[\u0080-\uffff]/g);
    broken += count(text, /\ufffd/g);
  }
  return broken > signs * BROKEN_SHARE_MAX ? "gb18030" : "utf-8";
}

const count = (text: string, signs: RegExp) => {
  let found = 0;
  for (signs.lastIndex = 0; signs.test(text);) found++;
  return found;
};

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The file's text piece by piece, without its mark. @param onBytes told how many bytes each piece had */
export async function* decodeFile(
  file: string,
  encoding: Encoding,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    yield decoder.decode(piece as Buffer, { stream: true });
    onBytes?.((piece as Buffer).length);
  }
  yield decoder.decode();
}
