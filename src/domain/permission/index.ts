export { ABILITIES, ownsSop, ROLES, roleHas, SOP_OWNER_ROLES, type Ability, type Role } from "./abilities.ts";
export {
  roomsOf,
  roomsThatSee,
  sees,
  sightOf,
  viewerHas,
  type SightFacts,
  type TicketSight,
  type Viewer,
} from "./ticket-sight.ts";
