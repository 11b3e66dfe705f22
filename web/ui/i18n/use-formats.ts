import { usePersonSettings } from "../base/person-settings.ts";
import { formatsOf, type Formats } from "./formats.ts";

/** Formatters are dear to make: a list of hundreds of rows shares one set. */
const made = new Map<string, Formats>();

/** Formats of the person at this browser. */
export function useFormats(): Formats {
  const { language, timeZone } = usePersonSettings();
  const key = `${language} ${timeZone}`;
  const formats = made.get(key) ?? formatsOf(language, timeZone);
  made.set(key, formats);
  return formats;
}
