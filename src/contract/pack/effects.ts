import { z } from "zod";
import { WHOM, type Effect } from "../../domain/clocks/index.ts";
import { PRIORITIES } from "../../domain/ticket/vocabulary.ts";
import { slug } from "./words.ts";

export const effect: z.ZodType<Effect> = z.union([
  z
    .strictObject({ notify: z.enum(WHOM), notice: slug.nullable().default(null) })
    .transform(({ notify, notice }): Effect => ({ do: "notify", whom: notify, noticeId: notice })),
  z
    .strictObject({ escalate: z.enum(["L2", "L3", "leader", "supervisor"]) })
    .transform(({ escalate }): Effect => ({ do: "escalate", to: escalate })),
  z
    .strictObject({ raise_priority: z.enum(PRIORITIES) })
    .transform(({ raise_priority }): Effect => ({ do: "raise_priority", to: raise_priority })),
  z
    .strictObject({ send_survey: slug })
    .transform(({ send_survey }): Effect => ({ do: "send_survey", surveyId: send_survey })),
  z
    .strictObject({ close: z.literal(true), notice: slug.nullable().default(null) })
    .transform(({ notice }): Effect => ({ do: "close", noticeId: notice })),
]);
