const PREFIX = "HD";

/** `HD-1024`: how a ticket is called, on every page and in every mail. */
export const ticketLabel = (number: number): string => `${PREFIX}-${number}`;

/** The number in a label; null where it is none of ours. */
export function ticketNumberOf(label: string): number | null {
  const [, digits] = new RegExp(`^${PREFIX}-(\\d{1,12})$`, "i").exec(label) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The number that somebody typed: `HD-1024`, `#1024` or `1024`; null where it is something else. */
export function readTicketNumber(typed: string): number | null {
  const [, digits] = new RegExp(`^(?:#?${PREFIX}-|#)?(\\d{1,15})$`, "i").exec(typed.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}
