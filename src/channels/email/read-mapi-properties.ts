export type MapiProperty = { type: number; value: Buffer };

const FIXED_BYTES: Record<number, number> = { 2: 4, 3: 4, 4: 4, 10: 4, 11: 4, 5: 8, 6: 8, 7: 8, 20: 8, 64: 8, 72: 16 };
const PROPERTIES_MAX = 2_000;

/** The property list of a TNEF attribute (MS-OXTNEF 2.1.3.4) by property id; of several values the first. Stops at what it cannot read. */
export function readMapiProperties(data: Buffer): ReadonlyMap<number, MapiProperty> {
  const found = new Map<number, MapiProperty>();
  const cursor = { data, at: 0 };
  try {
    const count = Math.min(uint32(cursor), PROPERTIES_MAX);
    for (let i = 0; i < count; i++) readProperty(cursor, found);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

type Cursor = { data: Buffer; at: number };

function readProperty(cursor: Cursor, found: Map<number, MapiProperty>): void {
  const type = cursor.data.readUInt16LE(cursor.at);
  const id = cursor.data.readUInt16LE(cursor.at + 2);
  cursor.at += 4;
  if (id >= 0x8000) skipName(cursor);
  const fixed = FIXED_BYTES[type & 0x0fff];
  const values = fixed === undefined || type & 0x1000 ? Math.min(uint32(cursor), PROPERTIES_MAX) : 1;
  for (let i = 0; i < values; i++) {
    const value = take(cursor, fixed ?? uint32(cursor));
    if (i === 0 && !found.has(id)) found.set(id, { type: type & 0x0fff, value });
  }
}

function skipName(cursor: Cursor): void {
  cursor.at += 16;
  if (uint32(cursor) === 0) cursor.at += 4;
  else take(cursor, uint32(cursor));
}

function uint32(cursor: Cursor): number {
  const value = cursor.data.readUInt32LE(cursor.at);
  cursor.at += 4;
  return value;
}

/** Values are padded to four bytes. */
function take(cursor: Cursor, length: number): Buffer {
  if (cursor.at + length > cursor.data.length) throw new RangeError("property beyond the end");
  const value = cursor.data.subarray(cursor.at, cursor.at + length);
  cursor.at += length + ((4 - (length % 4)) % 4);
  return value;
}
