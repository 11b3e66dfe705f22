import path from "node:path";

/** First bytes that no other kind of file begins with; `null` stands for any byte. */
const SIGNATURES: readonly { type: string; bytes: readonly (number | null)[] }[] = [
  { type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { type: "image/gif", bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: "image/webp", bytes: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
  { type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "application/zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
];

const OFFICE: Record<string, string> = {
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};
const TEXTS: Record<string, string> = {
  ".txt": "text/plain",
  ".log": "text/plain",
  ".csv": "text/csv",
  ".json": "application/json",
};
const TEXT_PROBE_BYTES = 4_096;

/** What a file is by its content, not by what its sender says; unknown is `application/octet-stream`. */
export function sniffMediaType(name: string, content: Uint8Array): string {
  const extension = path.extname(name).toLowerCase();
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, at) => byte === null || content[at] === byte));
  if (found?.type === "application/zip") return OFFICE[extension] ?? found.type;
  if (found) return found.type;
  const isText = !content.subarray(0, TEXT_PROBE_BYTES).includes(0);
  return (isText ? TEXTS[extension] : undefined) ?? "application/octet-stream";
}

/** Pictures that cannot run anything: the only files a browser may show by itself. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
export const mayShowInline = (mediaType: string): boolean => SHOWN.has(mediaType);
