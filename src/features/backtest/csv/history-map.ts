import { z } from "zod";
import { problemLines } from "../../../contract/schema-problems.ts";
import { accepted, refused, type Result } from "../../../domain/result.ts";
import { CHANNELS, CUSTOMER_TIERS, PRIORITIES, TICKET_KINDS } from "../../../domain/ticket/vocabulary.ts";
import { isZone } from "../../../domain/time/zone.ts";
import { EVENT_WORDS, isEventWord, type EventWord } from "./event-words.ts";
import { compileMomentFormat } from "./moment-format.ts";

const COLUMN_CHARS_MAX = 500;
const ACTIVITIES_MAX = 5_000;
const VALUES_MAX = 5_000;
const FORMATS_MAX = 20;

export const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const column = z.union([z.string().min(1).max(COLUMN_CHARS_MAX), z.int().min(1)]);
const eventWord = z.custom<EventWord>((word) => typeof word === "string" && isEventWord(word));
const eventWords = z.union([eventWord.transform((word) => [word]), z.array(eventWord).min(1).max(5)], {
  error: ({ input }) => `${JSON.stringify(input)} is no event of a ticket: ${EVENT_WORDS.join(", ")}, form:ID`,
});

/** One value for every ticket, or that of a column: through `values` where they are given, else `otherwise`. */
const fact = <T extends string>(value: z.ZodType<T>) =>
  z.union(
    [
      z
        .strictObject({ is: value })
        .transform((given) => ({ column: null, values: null, otherwise: (given as { is: T }).is })),
      z
        .strictObject({
          column,
          values: z.record(z.string().max(COLUMN_CHARS_MAX), value).nullable().default(null),
          otherwise: value.nullable().default(null),
        })
        .refine(({ values }) => Object.keys(values ?? {}).length <= VALUES_MAX),
    ],
    { error: "is either `is: VALUE`, or `column`, `values` and `otherwise` with values of this fact" },
  );

const mapSchema = z.strictObject({
  name: z.strictObject({ zh: z.string(), en: z.string() }).exactOptional(),
  file: z
    .strictObject({
      encoding: z.enum(ENCODINGS).nullable().default(null),
      delimiter: z.string().length(1).nullable().default(null),
      header: z.boolean().default(true),
    })
    .prefault({}),
  zone: z.string().refine(isZone, "no zone of the IANA list").nullable().default(null),
  columns: z.strictObject({
    case: column,
    activity: column,
    moment: column,
    team: column.nullable().default(null),
  }),
  /** Tried one after another; none at all: guessed from the file. */
  moments: z
    .array(z.string().refine((format) => compileMomentFormat(format, "UTC") !== null, "no format of a moment"))
    .max(FORMATS_MAX)
    .default([]),
  facts: z
    .strictObject({
      kind: fact(z.enum(TICKET_KINDS)).exactOptional(),
      priority: fact(z.enum(PRIORITIES)).exactOptional(),
      category: fact(z.string().min(1).max(COLUMN_CHARS_MAX)).exactOptional(),
      tier: fact(z.enum(CUSTOMER_TIERS)).exactOptional(),
      channel: fact(z.enum(CHANNELS)).exactOptional(),
    })
    .prefault({}),
  activities: z
    .record(z.string().max(COLUMN_CHARS_MAX), eventWords)
    .refine((activities) => Object.keys(activities).length <= ACTIVITIES_MAX),
  /** What an activity means that is not listed; null: its rows are malformed. */
  other_activities: eventWords.nullable().default(null),
  /** The last row of a case solves it where nothing else did. */
  last_row_solves: z.boolean().default(false),
});
export type HistoryMap = z.output<typeof mapSchema>;
export type FactSource = NonNullable<HistoryMap["facts"]["priority" | "category"]>;

/** A mapping file already read from YAML. Refuses `backtest_map_invalid` with `problems`, each with its place. */
export function parseHistoryMap(document: unknown): Result<HistoryMap> {
  const parsed = mapSchema.safeParse(document);
  return parsed.success
    ? accepted(parsed.data)
    : refused("backtest_map_invalid", { problems: problemLines(parsed.error, document) });
}
