import { decodeCharset } from "./decode-charset.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import type { MailAttachment } from "./mail-attachment.ts";
import { ATTACHMENTS_MAX } from "./mail-bounds.ts";
import { readMapiProperties } from "./read-mapi-properties.ts";

const SIGNATURE = 0x223e9f78;
const ATTACH_BEGINS = 0x9002;
const ATTACH_TITLE = 0x8010;
const ATTACH_DATA = 0x800f;
const ATTACH_PROPERTIES = 0x9005;
const MESSAGE_PROPERTIES = 0x9003;

const LONG_NAME = 0x3707;
const MIME_TYPE = 0x370e;
const CONTENT_ID = 0x3712;
const DATA_OBJECT = 0x3701;
const BODY_TEXT = 0x1000;
const BODY_HTML = 0x1013;

/**
 * The files inside a winmail.dat (MS-OXTNEF), the message text as body.txt or body.html when it has its own.
 * A broken container yields what stands before the break; none at all yields an empty list.
 */
export function unpackTnef(data: Buffer, fallback: FallbackCharset): MailAttachment[] {
  if (data.length < 6 || data.readUInt32LE(0) !== SIGNATURE) return [];
  const files: MailAttachment[] = [];
  for (const { id, value } of attributes(data)) {
    if (id === ATTACH_BEGINS)
      files.push({
        name: "",
        type: "application/octet-stream",
        cid: null,
        disposition: "attachment",
        content: Buffer.alloc(0),
      });
    else if (id === MESSAGE_PROPERTIES) files.unshift(...bodies(value));
    else applyAttribute(files.at(-1), { id, value }, fallback);
    if (files.length > ATTACHMENTS_MAX) break;
  }
  return files.filter((file) => file.content.length > 0);
}

type Attribute = { id: number; value: Buffer };

function* attributes(data: Buffer): Generator<Attribute> {
  let at = 6;
  while (at + 9 <= data.length) {
    const id = data.readUInt16LE(at + 1);
    const length = data.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (end > data.length) return;
    yield { id, value: data.subarray(at + 9, end) };
    at = end + 2;
  }
}

function applyAttribute(file: MailAttachment | undefined, attribute: Attribute, fallback: FallbackCharset): void {
  if (!file) return;
  if (attribute.id === ATTACH_TITLE) file.name ||= zeroEnded(decodeCharset(attribute.value, null, fallback));
  if (attribute.id === ATTACH_DATA) file.content = Buffer.from(attribute.value);
  if (attribute.id !== ATTACH_PROPERTIES) return;
  const properties = readMapiProperties(attribute.value);
  file.name = textOf(properties.get(LONG_NAME)) || file.name;
  file.type = textOf(properties.get(MIME_TYPE)).toLowerCase() || file.type;
  file.cid = textOf(properties.get(CONTENT_ID)) || file.cid;
  const object = properties.get(DATA_OBJECT);
  if (object && file.content.length === 0) file.content = Buffer.from(object.value);
}

function bodies(value: Buffer): MailAttachment[] {
  const properties = readMapiProperties(value);
  const text = textOf(properties.get(BODY_TEXT));
  const html = properties.get(BODY_HTML)?.value;
  const found: MailAttachment[] = [];
  const shape = { cid: null, disposition: "attachment" };
  if (html?.length) found.push({ ...shape, name: "body.html", type: "text/html", content: Buffer.from(html) });
  else if (text !== "") found.push({ ...shape, name: "body.txt", type: "text/plain", content: Buffer.from(text) });
  return found;
}

function textOf(property: { type: number; value: Buffer } | undefined): string {
  if (!property) return "";
  return zeroEnded(
    property.type === 0x1f ? property.value.toString("utf16le") : decodeCharset(property.value, null, "gb18030"),
  );
}

function zeroEnded(text: string): string {
  const zero = text.indexOf("\0");
  return zero < 0 ? text : text.slice(0, zero);
}
