import type { Procedure } from "../../core/sop/index.ts";
import { listStaff, whoSupervises } from "../../core/staff/index.ts";
import { changeTicket, requireSight } from "../../core/tickets/index.ts";
import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { accepted, refused, type Result } from "../../domain/result.ts";
import { authorityOver, mayGrant, rolesInWords, rolesThatGrant } from "../../domain/sop/index.ts";
import { isOpen, type Ticket, type TicketEventBody } from "../../domain/ticket/index.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";

/** On a ticket that nobody could place, until somebody with the authority has. */
export const UNPLACED_TAG = "unplaced";

/** Of versions that an older release published, which do not say what it governs. */
const PLACE_CATEGORY = "b.place-category";

/**
 * Nobody can place this case: it goes to the supervisor, whose decision the trail keeps. REQ: TR-01
 * @throws CodedError not_found, transition_not_allowed
 */
export async function askPlacement(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  reason: string | null,
): Promise<void> {
  const { tx, session } = by;
  await requireSight(tx, session.viewer, ticketId);
  const all = await listStaff(tx);
  await changeTicket(deps.desk, tx, requestBy(by, ticketId), (ticket) => {
    if (!isOpen(ticket)) return refused("transition_not_allowed", { state: ticket.facts.state });
    const [supervisor] = whoSupervises(all, ticket.teamId === null ? null : { id: ticket.teamId });
    const { tags } = ticket.facts;
    const events: TicketEventBody[] = tags.includes(UNPLACED_TAG)
      ? []
      : [{ type: "facts_changed", changes: { tags: [...tags, UNPLACED_TAG] }, reason }];
    if (supervisor && supervisor.id !== ticket.assigneeId)
      events.push({ type: "assigned", teamId: ticket.teamId, assigneeId: supervisor.id, reason });
    return accepted(events);
  });
}

/**
 * A case that waits for its placing is placed by who has the authority; placed, it waits no longer. The tag that says so is
 * taken off by nobody else either.
 */
export function placeCategory(
  ticket: Ticket,
  { pack }: Procedure,
  given: {
    wanted: { categoryId?: string | null | undefined };
    tags: readonly string[] | undefined;
    viewer: Viewer;
    language: "zh" | "en";
  },
): Result<{ tags?: string[] }> {
  const waits = ticket.facts.tags.includes(UNPLACED_TAG);
  const isTakenOff = given.tags !== undefined && !given.tags.includes(UNPLACED_TAG);
  if (!waits || !(given.wanted.categoryId || isTakenOff)) return accepted({});
  const authority = authorityOver(pack, "placement") ?? pack.authorities.find(({ id }) => id === PLACE_CATEGORY);
  const isPermitted = authority
    ? mayGrant(authority, given.viewer.role, null)
    : viewerHas(given.viewer, "tickets.override");
  if (!isPermitted) {
    const roles = authority ? rolesThatGrant(authority, null) : (["supervisor", "administrator"] as const);
    return refused("placement_not_yours", { roles: rolesInWords(roles)[given.language] });
  }
  return accepted({ tags: (given.tags ?? ticket.facts.tags).filter((tag) => tag !== UNPLACED_TAG) });
}
