export { ABILITIES, ROLES, roleHas, type Ability, type Role } from "./abilities.ts";
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
