import { createStore, useStore } from "./create-store.ts";
import { keptPerson, PERSON_KEY, type PersonSettings } from "./kept-person.ts";
import { keep } from "./kept-value.ts";

export type { PersonSettings } from "./kept-person.ts";

/** Language, theme and time zone of the person at this browser; the server's profile replaces them after sign-in. */
const settings = createStore<PersonSettings>(keptPerson());

export const personSettings = (): PersonSettings => settings.get();
export const usePersonSettings = (): PersonSettings => useStore(settings);
export const onPersonSettings = settings.subscribe;

export function setPersonSettings(changes: Partial<PersonSettings>): void {
  const current = settings.get();
  const next = { ...current, ...changes };
  if (next.language === current.language && next.theme === current.theme && next.timeZone === current.timeZone) return;
  settings.set(next);
  keep(PERSON_KEY, next);
}
