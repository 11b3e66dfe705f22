import { CodedError } from "../../contract/coded-error.ts";
import { peopleRoutes } from "../../contract/staff-routes.ts";
import {
  changePerson,
  deactivatePerson,
  endSessions,
  findStaff,
  handle,
  listStaff,
  listTeams,
  reactivatePerson,
  recordAudit,
} from "../../core/staff/index.ts";
import { byCaller, reseat, type StaffRouteDeps } from "./deps.ts";
import { findOpenWork, type OpenWork } from "./open-work-store.ts";
import { presentPerson, presentTeam } from "./present-staff.ts";

export const peopleHandlers = (deps: StaffRouteDeps) => [
  handle(peopleRoutes.list, async ({ tx, query }) => {
    const teamId = query.teamId === undefined ? {} : { teamId: query.teamId };
    return { items: (await listStaff(tx, { inactive: query.inactive, ...teamId })).map(presentPerson) };
  }),

  handle(peopleRoutes.show, async ({ tx, params }) => {
    const person = await findStaff(tx, params.staffId);
    if (!person) throw new CodedError("not_found");
    return presentPerson(person);
  }),

  handle(peopleRoutes.change, async (call) => {
    const { version, ...change } = call.body;
    const changed = await changePerson(byCaller(call), { id: call.params.staffId, version }, change);
    reseat(deps, call.tx, changed.id);
    return presentPerson(changed);
  }),

  handle(peopleRoutes.work, async ({ tx, params }) => {
    const teams = await listTeams(tx);
    const teamsLed = teams.filter((team) => team.leaderId === params.staffId).map(presentTeam);
    return { ...shown(await findOpenWork(tx, params.staffId)), teamsLed };
  }),

  handle(peopleRoutes.deactivate, async (call) => {
    const { staffId } = call.params;
    const work = await findOpenWork(call.tx, staffId);
    if (work.aloneCount > 0) throw new CodedError("still_answers", { tickets: work.aloneCount });
    const left = await deactivatePerson(byCaller(call), staffId);
    reseat(deps, call.tx, staffId);
    return { ...left, ...shown(work), teamsLed: left.teamsLed.map(presentTeam) };
  }),

  handle(peopleRoutes.reactivate, async (call) =>
    presentPerson(await reactivatePerson(byCaller(call), call.params.staffId)),
  ),

  handle(peopleRoutes.endSessions, async ({ tx, params, session, ip, now }) => {
    const person = await findStaff(tx, params.staffId);
    if (!person) throw new CodedError("not_found");
    const ended = await endSessions(tx, person.id);
    reseat(deps, tx, person.id);
    const target = { kind: "person", id: person.id, name: person.name } as const;
    await recordAudit(tx, { actor: session, ip, action: "person.sessions_ended", target, facts: { ended } }, now);
    return { ended };
  }),
];

const shown = ({ openTickets, openTicketCount }: OpenWork) => ({ openTickets, openTicketCount });
