import { z } from "zod";
import type { ComplaintMatrix } from "../../domain/sop/index.ts";
import { COMPLAINT_URGENCIES, SUPPORT_LEVELS } from "../../domain/ticket/vocabulary.ts";
import { list, named, oneOrMore, slug, text } from "./words.ts";

const handler = z
  .strictObject({
    id: slug,
    type: oneOrMore(slug).exactOptional(),
    urgency: oneOrMore(z.enum(COMPLAINT_URGENCIES)).exactOptional(),
    responsibility: oneOrMore(slug).exactOptional(),
    to: z.strictObject({ team: slug, level: z.enum(SUPPORT_LEVELS).nullable().default(null) }),
    source: text,
  })
  .transform(({ type = [], urgency = [], responsibility = [], ...rest }) => ({
    ...rest,
    types: type,
    urgencies: urgency,
    responsibilities: responsibility,
  }));

export const complaints: z.ZodType<ComplaintMatrix> = z.strictObject({
  types: list(named).default([]),
  responsibilities: list(named).default([]),
  handlers: list(handler).default([]),
});
