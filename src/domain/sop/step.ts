import type { LocalText } from "../local-text.ts";

/** Something to be done on a ticket that a gate may ask for; not before those that it comes `after` (REQ: HA-09). */
export type Step = { id: string; title: LocalText; help: LocalText | null; after: readonly string[]; source: string };

/** The steps that must be done before this one and are not; none for an id that the pack does not know. */
export const stepsBefore = (steps: readonly Step[], stepId: string, done: readonly string[]): Step[] =>
  steps.filter(({ id }) => steps.find((step) => step.id === stepId)?.after.includes(id) && !done.includes(id));
