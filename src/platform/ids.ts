import { randomBytes } from "node:crypto";

const COUNTER_MAX = 0xfff;
let last = { at: 0, counter: 0 };

/**
 * A new UUID version 7 (RFC 9562 §5.7): sorts by time of making, so that it makes a dense primary key. Ids of one
 * process and millisecond count up in the 12 bits after the time (§6.2 method 1), so that they sort as they were made.
 */
export function newId(now: number = Date.now()): string {
  last =
    now === last.at && last.counter < COUNTER_MAX ? { at: now, counter: last.counter + 1 } : { at: now, counter: 0 };
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.counter, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
