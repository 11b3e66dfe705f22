import path from "node:path";
import type { FastifyRequest } from "fastify";
import { CodedError } from "../../contract/coded-error.ts";
import type { AttachmentShape } from "../../contract/ticket-shapes.ts";
import { holdFiles, insertAttachments, presentFile } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { linkFor, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { sniffMediaType } from "./sniff-media-type.ts";

const FILE_NAME_CHARS_MAX = 200;

/**
 * Keeps an uploaded file, on no message yet. Its type is what its content says.
 * @throws CodedError unsupported_media, file_missing; too large a file is refused by the server's bound
 */
export async function keepUpload(
  deps: TicketDeskDeps,
  by: ByPerson,
  request: FastifyRequest,
): Promise<AttachmentShape> {
  if (!request.isMultipart()) throw new CodedError("unsupported_media");
  const part = await request.file();
  if (!part) throw new CodedError("file_missing");
  const content = await part.toBuffer();
  const name = tidyName(part.filename);
  await holdFiles(by.tx);
  const { key, sha256, sizeBytes } = await deps.storage.put(content);
  const id = newId(by.now);
  const file = { id, name, mediaType: sniffMediaType(name, content), sizeBytes, inline: false };
  await insertAttachments(by.tx, [
    {
      ...file,
      ticketId: null,
      messageId: null,
      sha256,
      storageKey: key,
      contentId: id,
      uploadedBy: by.session.staffId,
    },
  ]);
  return presentFile({ ...file, media_type: file.mediaType, size_bytes: sizeBytes }, linkFor(deps, by));
}

/** The last part of a path, without control characters, its extension kept when it is cut. */
function tidyName(given: string): string {
  const base = (given.toWellFormed().split(/[/\\]/).at(-1) ?? "").replace(/\p{Cc}/gu, "").trim();
  if (base === "" || base === "." || base === "..") return "file";
  const extension = path.extname(base).slice(0, 20);
  return base.length <= FILE_NAME_CHARS_MAX
    ? base
    : base.slice(0, FILE_NAME_CHARS_MAX - extension.length).toWellFormed() + extension;
}
