import { sql } from "kysely";
import { likeness, nameGrams, organisationNameKey } from "../../domain/contact/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Contact, Organisation } from "./contact.ts";

const CANDIDATES_MAX = 500;
const SUGGESTIONS_MAX = 10;
const ORGANISATION_LIKENESS_MIN = 0.6;

export type Suggestion = {
  id: string;
  name: string;
  why: "same_name" | "same_name_elsewhere" | "same_mailbox" | "similar_name";
  /** 0 to 1. */
  score: number;
};

/** Contacts that may be the same person: the same name, best in the same organisation, or the same name of mailbox and organisation. */
export async function contactDuplicates(tx: Tx, contact: Contact): Promise<Suggestion[]> {
  const found = await sql<{ id: string; name: string; same_name: boolean; same_organisation: boolean }>`
    with mine as (select split_part(value, '@', 1) as mailbox from contact_address
                   where contact_id = ${contact.id} and kind = 'email')
    select c.id, c.name, lower(c.name) = lower(${contact.name}) as same_name,
           c.organisation_id is not distinct from ${contact.organisationId}::uuid as same_organisation
      from contact c
     where c.id <> ${contact.id} and c.merged_into_id is null and c.erased_at is null
       and ((name_grams(c.name) @> name_grams(${contact.name}) and lower(c.name) = lower(${contact.name}))
         or (c.organisation_id = ${contact.organisationId}::uuid and exists (
              select from contact_address a join mine on split_part(a.value, '@', 1) = mine.mailbox
               where a.contact_id = c.id and a.kind = 'email')))
     order by same_name desc, same_organisation desc, c.id desc limit ${SUGGESTIONS_MAX}`.execute(queries(tx));
  return found.rows.map((row) => {
    if (!row.same_name) return { id: row.id, name: row.name, why: "same_mailbox", score: 0.7 };
    if (row.same_organisation) return { id: row.id, name: row.name, why: "same_name", score: 0.9 };
    return { id: row.id, name: row.name, why: "same_name_elsewhere", score: 0.5 };
  });
}

/** Organisations whose names, without legal form and place, are alike. */
export async function organisationDuplicates(tx: Tx, organisation: Organisation): Promise<Suggestion[]> {
  const key = organisationNameKey(organisation.name);
  const found = await sql<{ id: string; name: string }>`
    select id, name from organisation
     where id <> ${organisation.id} and merged_into_id is null and name_grams(name) && ${nameGrams(key)}::text[]
     order by id desc limit ${CANDIDATES_MAX}`.execute(queries(tx));
  return found.rows
    .map((row): Suggestion => {
      const score = likeness(key, organisationNameKey(row.name));
      return { ...row, why: score === 1 ? "same_name" : "similar_name", score };
    })
    .filter((suggestion) => suggestion.score >= ORGANISATION_LIKENESS_MIN)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SUGGESTIONS_MAX);
}
