import { z } from "zod";
import { bilingual, id, instant } from "./common.ts";
import { defineRoute } from "./route.ts";
import { ITEM_ID_CHARS_MAX, person } from "./studio-routes.ts";

const tag = "studio";

const duty = z.object({ id, rosterId: z.string(), person, startsAt: instant, endsAt: instant });

export const listDuties = defineRoute({
  id: "on_call.list",
  method: "GET",
  path: "/api/v1/on-call-duties",
  access: "sop.read",
  tag,
  summary: "Rosters of the procedure and who has duty when",
  query: z.object({ from: instant, to: instant }),
  response: z.object({
    rosters: z.array(z.object({ id: z.string(), name: bilingual })),
    items: z.array(duty),
  }),
});

export const addDuty = defineRoute({
  id: "on_call.add",
  method: "POST",
  path: "/api/v1/on-call-duties",
  access: "sop.write",
  tag,
  summary: "Put a person on a roster for a time",
  body: z.object({ rosterId: z.string().max(ITEM_ID_CHARS_MAX), personId: id, startsAt: instant, endsAt: instant }),
  response: duty,
  status: 201,
});

export const removeDuty = defineRoute({
  id: "on_call.remove",
  method: "DELETE",
  path: "/api/v1/on-call-duties/:dutyId",
  access: "sop.write",
  tag,
  summary: "Take a duty off a roster",
  params: z.object({ dutyId: id }),
});
