/** The team under which a person takes a ticket: the ticket's own where the person belongs to it, else the person's first. */
export function teamFor(person: { teamIds: readonly string[] }, page: { team: { id: string } | null }): string | null {
  const own = page.team?.id;
  return own !== undefined && person.teamIds.includes(own) ? own : (person.teamIds[0] ?? null);
}
