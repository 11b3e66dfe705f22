import { createStore, useStore } from "./create-store.ts";
import { keep, readKept } from "./kept-value.ts";

export type ThemeChoice = "system" | "light" | "dark";
export type PersonSettings = { language: "zh" | "en"; theme: ThemeChoice; timeZone: string };

const KEY = "bihuan.person";

/** Language, theme and time zone of the person at this browser; the server's profile replaces them after sign-in. */
const settings = createStore<PersonSettings>({ ...browserSettings(), ...readKept<Partial<PersonSettings>>(KEY, {}) });

export const personSettings = (): PersonSettings => settings.get();
export const usePersonSettings = (): PersonSettings => useStore(settings);
export const onPersonSettings = settings.subscribe;

export function setPersonSettings(changes: Partial<PersonSettings>): void {
  const current = settings.get();
  const next = { ...current, ...changes };
  if (next.language === current.language && next.theme === current.theme && next.timeZone === current.timeZone) return;
  settings.set(next);
  keep(KEY, next);
}

function browserSettings(): PersonSettings {
  const languages = globalThis.navigator?.languages ?? ["zh-CN"];
  const first = languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return {
    language: first?.toLowerCase().startsWith("en") ? "en" : "zh",
    theme: "system",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
