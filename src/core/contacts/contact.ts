import type { Language } from "../../contract/common.ts";
import type { TierBasis, TierByHand } from "../../domain/sop/index.ts";
import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";

export type AddressKind = "email" | "phone";
/** A way to reach a contact, normalised. */
export type Address = { kind: AddressKind; value: string };

/** What a person may say about a contact. */
export type ContactProfile = {
  name: string;
  organisationId: string | null;
  title: string;
  language: Language;
  timeZone: string | null;
  preferredChannel: AddressKind | null;
  note: string;
};

export type Contact = ContactProfile & {
  id: string;
  blocked: boolean;
  mergedIntoId: string | null;
  erasedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** What its tier follows from, and what was set by hand. */
export type OrganisationTier = { basis: TierBasis; byHand: TierByHand | null };

export type OrganisationProfile = { name: string; tier: CustomerTier; adviserId: string | null; note: string };

export type Organisation = OrganisationProfile &
  OrganisationTier & {
    id: string;
    domains: string[];
    mergedIntoId: string | null;
    version: number;
    createdAt: Date;
    updatedAt: Date;
  };

export type OrganisationName = { id: string; name: string; tier: CustomerTier };

/** A contact with what belongs to him; addresses in clear, the first of each kind is the primary one. */
export type ContactCard = Contact & {
  organisation: OrganisationName | null;
  emails: string[];
  phones: string[];
};

/** Tier of a contact that belongs to no organisation. */
export const TIER_WITHOUT_ORGANISATION: CustomerTier = "basic";

const LIKE_CHARS_MAX = 100;
const literally = (text: string) =>
  text
    .toLowerCase()
    .slice(0, LIKE_CHARS_MAX)
    .replace(/[\\%_]/g, "\\$&");
/** A pattern for `like` that finds the text anywhere, lower-cased; `%` and `_` stand for themselves. */
export const anywhere = (text: string): string => `%${literally(text)}%`;
export const atBeginning = (text: string): string => `${literally(text)}%`;
