import addressparser from "nodemailer/lib/addressparser";
import type { MailParty } from "../../domain/channel/inbound-message.ts";
import type { FallbackCharset } from "./decode-charset.ts";
import { decodeHeaderWords } from "./decode-header-words.ts";
import { ADDRESSES_MAX } from "./mail-bounds.ts";

/** The people of an address header, groups opened, names decoded, addresses in lower case; text without an address is left out. */
export function readAddresses(header: string, fallback: FallbackCharset): MailParty[] {
  return addressparser(header, { flatten: true })
    .slice(0, ADDRESSES_MAX)
    .map(({ address, name }) => ({
      address: cleanAddress(address),
      name: cleanName(decodeHeaderWords(name, fallback)),
    }))
    .filter(({ address }) => address !== "");
}

/** How many people an address header names, usable addresses or not. */
export const countAddresses = (header: string): number => addressparser(header, { flatten: true }).length;

function cleanAddress(address: string): string {
  const bare = address.trim().toLowerCase();
  return /^[^\s<>"@]{1,64}@[^\s<>"@]{1,255}$/.test(bare) ? bare : "";
}

function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/^["']+|["']+$/g, "")
    .trim()
    .slice(0, 200);
}
