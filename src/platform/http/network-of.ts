import { isIPv6 } from "node:net";

const GROUPS = 8;
/** Of a network that is given to one customer: 64 bits. */
const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Whom calls from an address are counted for: an IPv4 address for itself, an IPv6 address for its network of 64 bits, because
 * whoever has one has all of it, and a bound on each would bound nothing.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  const mapped = MAPPED.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return address;
  const [before = "", after] = bare.toLowerCase().split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const zeros = Array.from(
    { length: after === undefined ? 0 : Math.max(0, GROUPS - head.length - tail.length) },
    () => "0",
  );
  const groups = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}
