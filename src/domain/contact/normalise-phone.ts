const MOBILE = /^1[3-9]\d{9}$/;
/** Two-digit areas (10, 21 …) have eight digits behind them, three-digit areas seven or eight; without the leading 0. */
const LANDLINE = /^(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;
const SERVICE = /^[48]00\d{7}$/;
const INTERNATIONAL = /^[1-9]\d{6,14}$/;
const EXTENSION = /(?:转|轉|分机|ext\.?|x|#)\s*\d{1,6}$/i;
const LANDLINE_EXTENSION = /^(\(?0\d{2,3}\)?[- ]?\d{7,8})[- ]\d{1,6}$/;

/**
 * A phone number as `+` and digits, country code first: `138 1234 5678` → `+8613812345678`, `010-6552 9988 转 801` →
 * `+861065529988`. Numbers without a country code are read as Chinese ones; an extension is dropped.
 * @returns null when it is no number, or a local one without its area code
 */
export function normalisePhone(text: string): string | null {
  const plain = text.normalize("NFKC").trim().replace(/^tel:/i, "").replace(EXTENSION, "").trim();
  const whole = plain.replace(LANDLINE_EXTENSION, "$1");
  if (!/^[+\d\s().\-/]+$/.test(whole)) return null;
  const digits = whole.replace(/\(0\)/, "").replace(/\D/g, "");
  if (whole.startsWith("+")) return abroad(digits);
  if (digits.startsWith("00")) return abroad(digits.slice(2));
  return chinese(digits) ?? (digits.startsWith("86") ? chinese(digits.slice(2)) : null);
}

function abroad(digits: string): string | null {
  if (digits.startsWith("86")) return chinese(digits.slice(2));
  return INTERNATIONAL.test(digits) ? `+${digits}` : null;
}

function chinese(digits: string): string | null {
  if (MOBILE.test(digits) || SERVICE.test(digits)) return `+86${digits}`;
  const withArea = digits.replace(/^0/, "");
  return LANDLINE.test(withArea) && withArea.length < 12 ? `+86${withArea}` : null;
}
