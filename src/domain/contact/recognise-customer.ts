import { domainOf } from "./normalise-email.ts";
import { canBelongToOrganisation, isPublicMailProvider } from "./public-mail-providers.ts";

export type KnownContact = { contactId: string; mergedInto: string | null };

export type Recognition =
  | { kind: "known"; contactId: string }
  | {
      kind: "new";
      organisationId: string | null;
      /** A domain that nobody owns yet: proposed to the agent as a new organisation. */
      proposedDomain: string | null;
    };

/**
 * Who wrote. A known address is that contact, or the one it was merged into. An unknown address at an organisation's
 * domain makes a new contact of it. Everybody else becomes a contact without an organisation: at a public provider for
 * good, elsewhere with the domain proposed. An organisation is never made by itself, because a sender can invent
 * domains as fast as he can write mails, and its tier decides promises; a person confirms it with one click.
 * @param facts.email normalised, null when the sender has no usable address
 */
export function recogniseCustomer(facts: {
  email: string | null;
  known: KnownContact | null;
  domainOwnerId: string | null;
}): Recognition {
  if (facts.known) return { kind: "known", contactId: facts.known.mergedInto ?? facts.known.contactId };
  if (facts.email === null) return { kind: "new", organisationId: null, proposedDomain: null };
  const domain = domainOf(facts.email);
  if (isPublicMailProvider(domain)) return { kind: "new", organisationId: null, proposedDomain: null };
  if (facts.domainOwnerId) return { kind: "new", organisationId: facts.domainOwnerId, proposedDomain: null };
  return { kind: "new", organisationId: null, proposedDomain: canBelongToOrganisation(domain) ? domain : null };
}
