import { useCallback } from "react";
import { usePersonSettings } from "../../../ui/base/person-settings.ts";

type Bilingual = { zh: string; en: string };

/** Picks the person's language of a text that comes in both. */
export function useLocalText(): (text: Bilingual) => string {
  const { language } = usePersonSettings();
  return useCallback((text: Bilingual) => text[language] || text.zh, [language]);
}
