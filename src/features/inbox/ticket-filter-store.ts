import { sql, type RawBuilder } from "kysely";
import type { TicketFilter } from "../../contract/ticket-list-routes.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { whereSeen } from "../../core/tickets/index.ts";

type Condition = RawBuilder<unknown>;

/** Whether a filter may answer closed tickets: only a state filter that names them does. */
export const includesClosed = (filter: TicketFilter): boolean => filter.state?.includes("closed") ?? false;

/**
 * The one place where a filter becomes SQL over `ticket` t, with the permission predicate in front. A state filter
 * takes the place of the states a view would choose; whose tickets the view names stays.
 */
export function whereFiltered(filter: TicketFilter, viewer: Viewer): RawBuilder<boolean> {
  const conditions = [
    whereSeen(sightOf(viewer), "t"),
    ...whoseTickets(filter.view, viewer),
    ...(filter.state ? statesAsked(filter) : statesOfView(filter.view)),
    ...properties(filter),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** What a view adds to the open tickets that the person sees. */
export const whereInView = (view: TicketFilter["view"], viewer: Viewer): RawBuilder<boolean> =>
  sql<boolean>`${sql.join([...whoseTickets(view, viewer), ...statesOfView(view)], sql` and `)}`;

function whoseTickets(view: TicketFilter["view"], viewer: Viewer): Condition[] {
  if (view === "mine") return [sql`t.assignee_id = ${viewer.staffId}::uuid`];
  if (view === "team") return [sql`t.team_id = any(${[...viewer.teamIds]}::uuid[])`];
  if (view === "unassigned") return [sql`t.assignee_id is null`];
  return [];
}

function statesAsked(filter: TicketFilter): Condition[] {
  const asked = sql`t.state = any(${[...(filter.state ?? [])]}::text[])`;
  return includesClosed(filter) ? [asked] : [OPEN, asked];
}

const OPEN = sql`t.state <> 'closed'`;
const AT_WORK: Condition[] = [OPEN, sql`t.state <> 'solved'`, sql`t.snoozed_until is null`];

const STATES_OF_VIEW: Record<TicketFilter["view"], Condition[]> = {
  mine: AT_WORK,
  team: AT_WORK,
  unassigned: AT_WORK,
  waiting: [OPEN, sql`t.state in ('waiting_customer', 'waiting_department', 'waiting_third_party')`],
  at_risk: [OPEN, sql`t.promise_state <> 'kept'`, sql`t.promise_state = 'at_risk'`],
  breached: [OPEN, sql`t.promise_state <> 'kept'`, sql`t.promise_state = 'breached'`],
  solved: [OPEN, sql`t.state = 'solved'`],
  snoozed: [OPEN, sql`t.snoozed_until is not null`],
  all: [OPEN],
};

const statesOfView = (view: TicketFilter["view"]) => STATES_OF_VIEW[view];

function properties(filter: TicketFilter): Condition[] {
  const conditions: Condition[] = [];
  const anyOf = (values: readonly string[] | undefined, condition: (list: string[]) => Condition) => {
    if (values) conditions.push(condition([...values]));
  };
  const one = (value: string | undefined, condition: (value: string) => Condition) => {
    if (value !== undefined) conditions.push(condition(value));
  };
  anyOf(filter.priority, (list) => sql`t.priority = any(${list}::text[])`);
  anyOf(filter.kind, (list) => sql`t.kind = any(${list}::text[])`);
  anyOf(filter.teamId, (list) => sql`t.team_id = any(${list}::uuid[])`);
  anyOf(filter.assigneeId, (list) => sql`t.assignee_id = any(${list}::uuid[])`);
  // The index knows only tickets that have tags.
  anyOf(filter.tag, (list) => sql`(t.tags <> '{}' and t.tags @> ${list}::text[])`);
  one(filter.categoryId, (value) => sql`(t.category_id = ${value} or starts_with(t.category_id, ${`${value}.`}))`);
  one(filter.contactId, (value) => sql`t.contact_id = ${value}::uuid`);
  one(filter.organisationId, (value) => sql`t.organisation_id = ${value}::uuid`);
  one(filter.openedFrom, (value) => sql`t.opened_at >= ${value}::timestamptz`);
  one(filter.openedTo, (value) => sql`t.opened_at < ${value}::timestamptz`);
  return conditions;
}
