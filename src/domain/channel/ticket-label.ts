const PREFIX = "HD";

/** `HD-1024`: how a ticket is called outside the desk. */
export const ticketLabel = (number: number): string => `${PREFIX}-${number}`;

/** The number in a label; null where it is none of ours. */
export function ticketNumberOf(label: string): number | null {
  const [, digits] = new RegExp(`^${PREFIX}-(\\d{1,12})$`, "i").exec(label) ?? [];
  return digits === undefined ? null : Number(digits);
}
