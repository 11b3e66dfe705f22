import { z } from "zod";
import type { When } from "../../domain/clocks/index.ts";
import {
  CHANNELS,
  COMPLAINT_URGENCIES,
  CUSTOMER_TIERS,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_KINDS,
  TICKET_STATES,
} from "../../domain/ticket/vocabulary.ts";
import { oneOrMore, slug } from "./words.ts";

const when: z.ZodType<When> = z.strictObject({
  kind: oneOrMore(z.enum(TICKET_KINDS)).exactOptional(),
  category: oneOrMore(slug).exactOptional(),
  priority: oneOrMore(z.enum(PRIORITIES)).exactOptional(),
  tier: oneOrMore(z.enum(CUSTOMER_TIERS)).exactOptional(),
  channel: oneOrMore(z.enum(CHANNELS)).exactOptional(),
  state: oneOrMore(z.enum(TICKET_STATES)).exactOptional(),
  tag: oneOrMore(slug).exactOptional(),
  level: oneOrMore(z.enum(SUPPORT_LEVELS)).exactOptional(),
  agreement: oneOrMore(slug).exactOptional(),
  complaint_urgency: oneOrMore(z.enum(COMPLAINT_URGENCIES)).exactOptional(),
});
export const conditions = z.union([when.transform((only) => [only]), z.array(when).max(50)]).default([]);
