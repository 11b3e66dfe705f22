/** Lists of which the first item that holds is taken, so that their order says something. */
export const FIRST_HOLDS: ReadonlySet<string> = new Set([
  "routes",
  "tiers",
  "transfers",
  "call_backs",
  "follow_ups",
  "complaints.handlers",
]);
