import { readKept } from "./kept-value.ts";

type ThemeChoice = "system" | "light" | "dark";
export type PersonSettings = { language: "zh" | "en"; theme: ThemeChoice; timeZone: string };

export const PERSON_KEY = "bihuan.person";

/** What this browser remembers of the person, else what the browser itself says. */
export function keptPerson(): PersonSettings {
  const kept = readKept<Partial<PersonSettings>>(PERSON_KEY, {});
  return { ...keptLooks(), timeZone: kept.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** Theme and language alone: the first question about times costs a browser as much as half the scripts. */
export function keptLooks(): Pick<PersonSettings, "language" | "theme"> {
  const { language = browserLanguage(), theme = "system" } = readKept<Partial<PersonSettings>>(PERSON_KEY, {});
  return { language, theme };
}

function browserLanguage(): PersonSettings["language"] {
  const languages = globalThis.navigator?.languages ?? ["zh-CN"];
  const first = languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith("en") ? "en" : "zh";
}
