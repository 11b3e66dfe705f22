import type { LocalText } from "../local-text.ts";
import type { Role } from "../permission/index.ts";

/** A team or department that the procedure speaks of; at the desk the team with this handle is meant. */
export type PackTeam = { id: string; name: LocalText; definition: LocalText };

/** An on-call list of a team (REQ: HA-20). Who has duty when is data of the desk. */
export type Roster = {
  id: string;
  name: LocalText;
  team: string;
  /** The list to turn to when nobody of this one has duty. */
  backup: string | null;
  source: string;
};

/** Whom to turn to in a team, and whom next when he does not answer in time (REQ: HA-20). */
export type EscalationContact = {
  id: string;
  team: string;
  name: LocalText;
  /** Whoever has duty, or whoever holds the role in the team. */
  reach: { kind: "roster"; rosterId: string } | { kind: "role"; role: Role | "leader" };
  afterMs: number | null;
  next: string | null;
  source: string;
};
