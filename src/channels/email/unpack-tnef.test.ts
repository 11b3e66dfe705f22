import { describe, expect, it } from "vitest";
import { unpackTnef } from "./unpack-tnef.ts";

function attribute(level: number, id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt16LE(id, 1);
  head.writeUInt32LE(value.length, 5);
  return Buffer.concat([head, value, Buffer.alloc(2)]);
}

function unicodeProperty(id: number, text: string): Buffer {
  const value = Buffer.from(`${text}\0`, "utf16le");
  const head = Buffer.alloc(12);
  head.writeUInt16LE(0x1f, 0);
  head.writeUInt16LE(id, 2);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(value.length, 8);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function properties(...list: Buffer[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(list.length);
  return Buffer.concat([count, ...list]);
}

const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0, 0]);
const winmail = Buffer.concat([
  signature,
  attribute(1, 0x9003, properties(unicodeProperty(0x1000, "见附件"))),
  attribute(2, 0x9002, Buffer.alloc(14)),
  attribute(2, 0x8010, Buffer.from("HETONG~1.PDF\0")),
  attribute(2, 0x800f, Buffer.from("%PDF-1.7")),
  attribute(2, 0x9005, properties(unicodeProperty(0x3707, "采购合同.pdf"), unicodeProperty(0x370e, "application/pdf"))),
]);

/** REQ: IN-01 */
describe("unpackTnef", () => {
  it("finds the message and the files with their long names", () => {
    const found = unpackTnef(winmail, "gb18030").map(({ name, type, content }) => [name, type, content.toString()]);
    expect(found).toEqual([
      ["body.txt", "text/plain", "见附件"],
      ["采购合同.pdf", "application/pdf", "%PDF-1.7"],
    ]);
  });

  it("keeps what stands before a break and ignores what is no TNEF", () => {
    expect(unpackTnef(Buffer.from("not tnef at all"), "gb18030")).toEqual([]);
    for (let end = 0; end < winmail.length; end++) unpackTnef(winmail.subarray(0, end), "gb18030");
    expect(unpackTnef(winmail.subarray(0, winmail.length - 20), "gb18030").map(({ name }) => name)).toEqual([
      "body.txt",
      "HETONG~1.PDF",
    ]);
  });
});
