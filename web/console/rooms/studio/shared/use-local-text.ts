import { useCallback } from "react";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";

/** Picks the person's language of a text that comes in both. */
export function useLocalText(): (text: LocalText) => string {
  const { language } = usePersonSettings();
  return useCallback((text: LocalText) => text[language] || text.zh, [language]);
}
