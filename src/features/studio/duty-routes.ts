import { CodedError } from "../../contract/coded-error.ts";
import { addDuty, listDuties as listRoute, removeDuty as removeRoute } from "../../contract/on-call-routes.ts";
import {
  handle,
  listDuties,
  listStaff,
  putDuty,
  removeDuty,
  type Duty,
  type StaffSession,
} from "../../core/staff/index.ts";
import type { Procedures } from "../../core/sop/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";

const DAY_MS = 86_400_000;
/** A year with the weeks on both ends. */
export const DUTY_VIEW_DAYS_MAX = 400;

/** On-call lists: the rosters are the procedure's, who has duty when is the desk's (REQ: HA-20). */
export const dutyRoutes = (procedures: Procedures): HttpRoute<StaffSession>[] => [
  handle(listRoute, async ({ tx, query }) => {
    const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
    if (!(to > from && to - from <= DUTY_VIEW_DAYS_MAX * DAY_MS))
      throw new CodedError("invalid_input", { issues: "to" });
    const duties = await listDuties(tx, { from, to });
    const ids = [...new Set(duties.map(({ staffId }) => staffId))];
    const people = new Map((await listStaff(tx, { ids, inactive: true })).map(({ id, name }) => [id, name]));
    const { pack } = await procedures.published(tx);
    return {
      rosters: pack.onCall.map(({ id, name }) => ({ id, name })),
      items: duties.map((duty) => presentDuty(duty, people.get(duty.staffId) ?? "")),
    };
  }),
  handle(addDuty, async ({ tx, session, ip, now, body }) => {
    const { rosterId, personId, startsAt, endsAt } = body;
    const { pack } = await procedures.published(tx);
    if (!pack.onCall.some(({ id }) => id === rosterId)) throw new CodedError("roster_unknown", { roster: rosterId });
    const given = { id: null, rosterId, staffId: personId, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
    const duty = await putDuty({ tx, by: session, ip, now }, given);
    const [person] = await listStaff(tx, { ids: [personId] });
    return presentDuty(duty, person?.name ?? "");
  }),
  handle(removeRoute, ({ tx, session, ip, now, params }) => removeDuty({ tx, by: session, ip, now }, params.dutyId)),
];

const presentDuty = (duty: Duty, name: string) => ({
  id: duty.id,
  rosterId: duty.rosterId,
  person: { id: duty.staffId, name },
  startsAt: new Date(duty.startsAt).toISOString(),
  endsAt: new Date(duty.endsAt).toISOString(),
});
