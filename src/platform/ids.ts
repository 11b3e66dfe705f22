import { randomFillSync } from "node:crypto";

const COUNTER_MAX = 0xfff;
let last = { at: 0, counter: 0 };

const RANDOM_BYTES = 8;
const IDS_PER_DRAW = 256;
/** Drawn for many ids at once: asking the system takes longer than all else. */
const drawn = Buffer.alloc(RANDOM_BYTES * IDS_PER_DRAW);
let used = drawn.length;

/**
 * A new UUID version 7 (RFC 9562 §5.7): sorts by time of making, so that it makes a dense primary key. Ids of one
 * process and millisecond count up in the 12 bits after the time (§6.2 method 1), so that they sort as they were made.
 */
export function newId(now: number = Date.now()): string {
  last =
    now === last.at && last.counter < COUNTER_MAX ? { at: now, counter: last.counter + 1 } : { at: now, counter: 0 };
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  drawn[used] = (drawn[used]! & 0x3f) | 0x80;
  const random = drawn.toString("hex", used, (used += RANDOM_BYTES));
  const time = Math.trunc(now).toString(16).padStart(12, "0");
  const counter = last.counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${random.slice(0, 4)}-${random.slice(4)}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text from outside is written as our ids are. */
export const isId = (text: string): boolean => UUID.test(text);
