import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** A mail server may stand on this machine or in this network; these are never one, and some hand out a cloud's keys. */
const NEVER = new BlockList();
NEVER.addSubnet("0.0.0.0", 8, "ipv4");
NEVER.addSubnet("169.254.0.0", 16, "ipv4");
NEVER.addAddress("100.100.100.200", "ipv4");
NEVER.addSubnet("224.0.0.0", 3, "ipv4");
NEVER.addAddress("::", "ipv6");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addAddress("fd00:ec2::254", "ipv6");
NEVER.addSubnet("ff00::", 8, "ipv6");

/**
 * Refuses to speak to an address that no mail server has: link-local ones, where clouds keep their metadata, and those
 * of many or of nobody. A name is looked up; one that is not found is left for the connection to fail on.
 * @throws an Error whose code is `host_not_allowed`
 */
export async function requireMailHost(host: string): Promise<void> {
  const bare = host.replace(/^\[|\]$/g, "");
  const found = isIP(bare) ? [{ address: bare }] : await lookup(bare, { all: true }).catch(() => []);
  if (found.some(({ address }) => NEVER.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")))
    throw Object.assign(new Error(`${host} is no address of a mail server`), { code: "host_not_allowed" });
}
