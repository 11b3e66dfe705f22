import { z } from "zod";
import { defineRoute } from "./route.ts";
import { attachmentShape } from "./ticket-shapes.ts";

const tag = "files";

/** Multipart with one `file` part. */
export const uploadAttachment = defineRoute({
  id: "uploadAttachment",
  method: "POST",
  path: "/api/v1/attachments",
  access: "tickets.note",
  tag,
  summary: "Upload a file to attach to a message or note",
  response: attachmentShape,
  status: 201,
});

/** Opened by a signed link; the signature names the person it was made for. */
export const downloadAttachment = defineRoute({
  id: "downloadAttachment",
  method: "GET",
  path: "/files/:token/:name",
  access: "public",
  tag,
  summary: "A file, by a signed and expiring link",
  params: z.object({ token: z.string().max(500), name: z.string().max(400) }),
});
