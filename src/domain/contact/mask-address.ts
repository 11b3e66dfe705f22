const HIDDEN_DIGITS = 4;

/** The middle four digits hidden (REQ: IN-14); a Chinese mobile without its country code: `138****5678`. */
export function maskPhone(phone: string): string {
  const shown = phone.replace(/^\+86(?=1[3-9]\d{9}$)/, "");
  const sign = shown.startsWith("+") ? "+" : "";
  const digits = shown.slice(sign.length);
  if (digits.length <= HIDDEN_DIGITS) return sign + "*".repeat(digits.length);
  const from = Math.floor((digits.length - HIDDEN_DIGITS) / 2);
  return sign + digits.slice(0, from) + "*".repeat(HIDDEN_DIGITS) + digits.slice(from + HIDDEN_DIGITS);
}

/** The name before the at sign hidden but for its first character: `w***@corp.cn` (REQ: IN-14). */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 0) return "***";
  const local = Array.from(email.slice(0, at));
  return `${local.length > 1 ? local[0] : ""}***${email.slice(at)}`;
}
