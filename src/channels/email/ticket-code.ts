const BASE = 36n;

/** A ticket's uuid as at most 25 lower-case letters and digits: a local part holds 64 and some servers fold its case. */
export function ticketCode(ticketId: string): string {
  return BigInt(`0x${ticketId.replaceAll("-", "")}`).toString(36);
}

/** The uuid of a code, or null where it is none. */
export function ticketIdOf(code: string): string | null {
  if (!/^[0-9a-z]{1,25}$/.test(code)) return null;
  let value = 0n;
  for (const digit of code) value = value * BASE + BigInt(parseInt(digit, 36));
  const hex = value.toString(16).padStart(32, "0");
  if (hex.length > 32) return null;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
