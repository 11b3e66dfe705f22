import { z } from "zod";
import { NOTICE_WAYS, type Notice } from "../../domain/sop/index.ts";
import { list, localText, slug } from "./words.ts";

const URL_CHARS_MAX = 2_000;
const URL_WORDS = { description: "通知转交的 HTTPS 地址 · the HTTPS address of the way webhook" };

/** `via`: the ways that it goes, the best first. */
export const notice: z.ZodType<Notice> = z.strictObject({
  id: slug,
  subject: localText,
  body: localText,
  via: list(z.enum(NOTICE_WAYS)).min(1).default(["email"]),
  webhook: z
    .url({ protocol: /^https$/ })
    .max(URL_CHARS_MAX)
    .meta(URL_WORDS)
    .nullable()
    .default(null),
});
