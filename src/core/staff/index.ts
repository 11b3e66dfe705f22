export { answerableFor, teamLeaders } from "./answerable.ts";
export type { NewAuditEntry } from "./audit-entry.ts";
export { recordAudit } from "./audit-store.ts";
export { handle, handlePublic } from "./handle.ts";
export type { Person } from "./person.ts";
export type { SignedIn, StaffSession } from "./session.ts";
export { findStaff, findStaffByEmail, listStaff } from "./staff-store.ts";
export type { Team } from "./team.ts";
export { findTeam, listTeams } from "./team-store.ts";
