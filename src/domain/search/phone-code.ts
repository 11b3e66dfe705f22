import { normalisePhone } from "../contact/index.ts";

/** Written as a number to call: with a plus or China's code, an area's nought, or a Chinese mobile or service number. */
const CALLED = /^(?:\+|0086|0[1-9]|(?:86)?1[3-9]\d{9}$|[48]00\d{7}$)/;
const CHINA = /^(?:\+|00)86[\s-]*(?=\d{2})/;
/** Digits in groups, as people write numbers; not where they go on as an address or a version. */
const GROUPS = /(?<![a-z0-9._:@/#-])\+?\(?\d[\d\s()-]{5,30}\d(?![a-z0-9@_]|\.[a-z0-9])/gi;

/**
 * A phone number as it stands in the index, however it was written: `+86 138-1234 5678` and `13812345678` → `13812345678`,
 * `+86 10 6552 9988` and `(010) 65529988` → `01065529988`, other countries with their code.
 * @param written folded
 * @returns null for what is no whole phone number
 */
export function phoneCode(written: string): string | null {
  if (!CALLED.test(written.replace(/[^+\d]/g, ""))) return null;
  const normal = normalisePhone(written);
  if (normal === null) return null;
  if (!normal.startsWith("+86")) return normal.slice(1);
  const national = normal.slice("+86".length);
  return /^(?:1[3-9]|[48]00)/.test(national) ? national : `0${national}`;
}

/** Whether somebody typed the whole of a phone number. */
export const isPhone = (typed: string): boolean => phoneCode(typed.normalize("NFKC").toLowerCase()) !== null;

/** What was typed of a number, without its country code: `+86138` → `138`. */
export const withoutCountry = (typed: string): string => typed.replace(CHINA, "");

/** Hands each stretch of digits in groups over, phone numbers or not, and puts what comes back in its place. */
export const replaceDigitGroups = (text: string, by: (written: string) => string): string => text.replace(GROUPS, by);

/** A phone number in groups becomes one word of the same length: `138 1234 5678` → `138-1234-5678`. */
export const joinPhones = (typed: string): string =>
  replaceDigitGroups(typed, (written) => (phoneCode(written) === null ? written : written.replace(/[\s()]/g, "-")));
