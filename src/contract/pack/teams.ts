import { z } from "zod";
import { ROLES } from "../../domain/permission/index.ts";
import type { EscalationContact, PackTeam, Roster } from "../../domain/sop/index.ts";
import { duration, localText, slug, text } from "./words.ts";

export const team: z.ZodType<PackTeam> = z.strictObject({ id: slug, name: localText, definition: localText });

export const roster: z.ZodType<Roster> = z.strictObject({
  id: slug,
  name: localText,
  team: slug,
  backup: slug.nullable().default(null),
  source: text,
});

const contact = { id: slug, team: slug, name: localText, after: duration.nullable().default(null), source: text };

export const escalationContact: z.ZodType<EscalationContact> = z.union([
  z
    .strictObject({ ...contact, roster: slug, next: slug.nullable().default(null) })
    .transform(({ roster: rosterId, after, ...rest }) => ({
      ...rest,
      reach: { kind: "roster" as const, rosterId },
      afterMs: after,
    })),
  z
    .strictObject({ ...contact, role: z.enum(["leader", ...ROLES]), next: slug.nullable().default(null) })
    .transform(({ role, after, ...rest }) => ({ ...rest, reach: { kind: "role" as const, role }, afterMs: after })),
]);
