import { z } from "zod";

export const PAGE_ITEMS_MAX = 200;
export const PAGE_ITEMS_DEFAULT = 50;
export const NAME_CHARS_MAX = 200;
export const SUBJECT_CHARS_MAX = 500;
export const BODY_CHARS_MAX = 200_000;
export const REASON_CHARS_MAX = 2_000;
export const TAG_CHARS_MAX = 60;
export const TAGS_MAX = 30;

export const id = z.uuid();
/** An instant, RFC 3339 in UTC: `2026-03-01T08:00:00.000Z`. */
export const instant = z.iso.datetime({ offset: true }).refine((text) => text >= "1900", "before the year 1900");
export const name = z.string().trim().min(1).max(NAME_CHARS_MAX);
export const reason = z.string().trim().min(1).max(REASON_CHARS_MAX);
export const emailAddress = z.email().max(254);
export const language = z.enum(["zh", "en"]);
export type Language = z.output<typeof language>;

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Keyset page: hand `nextCursor` back as `cursor`; null at the end. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ITEMS_MAX).default(PAGE_ITEMS_DEFAULT),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const ticketParams = z.object({ ticketId: id });
