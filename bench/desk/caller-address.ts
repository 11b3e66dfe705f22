/** Below the desk's bound of calls per minute and address. */
const CALLS_PER_ADDRESS = 1_000;
let calls = 0;

/**
 * The address of the next call, as a reverse proxy names it: each thousand calls come from another, so that the desk's bound on
 * one caller is not what is measured.
 */
export function nextAddress(): string {
  const from = Math.floor(calls++ / CALLS_PER_ADDRESS);
  return `10.${(from >> 16) & 255}.${(from >> 8) & 255}.${from & 255}`;
}
