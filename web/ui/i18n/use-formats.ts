import { useMemo } from "react";
import { usePersonSettings } from "../base/person-settings.ts";
import { formatsOf, type Formats } from "./formats.ts";

/** Formats of the person at this browser. */
export function useFormats(): Formats {
  const { language, timeZone } = usePersonSettings();
  return useMemo(() => formatsOf(language, timeZone), [language, timeZone]);
}
