import { z } from "zod";
import { WAYS, type Notice } from "../../domain/sop/index.ts";
import { list, localText, slug } from "./words.ts";

/** `via`: the ways that it goes, the best first. */
export const notice: z.ZodType<Notice> = z.strictObject({
  id: slug,
  subject: localText,
  body: localText,
  via: list(z.enum(WAYS)).min(1).default(["email"]),
});
