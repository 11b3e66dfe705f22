import { sql, type RawBuilder } from "kysely";
import { nameGrams, normalisePhone } from "../../domain/contact/index.ts";
import { isPhone } from "../../domain/search/index.ts";
import { anywhere, atBeginning } from "./contact.ts";

type Way = RawBuilder<boolean>;

/**
 * How a contact `c` with the organisation `o` is found by what was typed: his name, his organisation's, an address.
 * @param wholeAddresses find addresses only when all of one is given
 */
export const waysToContact = (q: string, wholeAddresses: boolean): Way[] => [
  named("c.name", q),
  named("o.name", q),
  sql<boolean>`c.id in (select contact_id from contact_address where ${addressed(q, wholeAddresses)})`,
];

/** How an organisation `o` is found by what was typed: its name, a domain. */
export const waysToOrganisation = (q: string): Way[] => [
  named("o.name", q),
  sql<boolean>`o.id in (select organisation_id from organisation_domain where domain like ${anywhere(q)})`,
];

/** Characters side by side find the rows by index and tell how many they are; where they stand in order is seen in the name. */
function named(column: string, q: string): Way {
  const name = sql.ref(column);
  const text = q.toLowerCase();
  return sql<boolean>`(name_grams(${name}) @> ${nameGrams(text)}::text[] and strpos(lower(${name}), ${text}) > 0)`;
}

const DIGITS_FOUND_MIN = 3;
/** Fewer letters than a trigram has are looked for where an address begins. */
const LETTERS_ANYWHERE_MIN = 3;
const ASCII_GRAM = /[a-z0-9]{3}/;

function addressed(q: string, whole: boolean): Way {
  const text = q.toLowerCase();
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, "") : "";
  if (whole)
    return sql<boolean>`value in (${text}, ${`+${digits}`}, ${`+86${digits}`}, ${`+86${digits.replace(/^0/, "")}`})`;
  // A whole number is no part of another, and found without reading more for more customers.
  if (isPhone(text)) return sql<boolean>`kind = 'phone' and value = ${normalisePhone(text)}`;
  // The index knows three letters or digits side by side, and in some databases no Chinese ones: for words without them
  // every address would be read, and hardly one is Chinese; one that is is found as a whole.
  if (/[^ -~]/.test(text) && !ASCII_GRAM.test(text))
    return sql<boolean>`kind in ('email', 'phone') and value = ${text}`;
  const byText =
    text.length < LETTERS_ANYWHERE_MIN
      ? sql<boolean>`value like ${atBeginning(text)}`
      : sql<boolean>`value like ${anywhere(text)}`;
  return digits.length < DIGITS_FOUND_MIN ? byText : sql<boolean>`(${byText} or value like ${anywhere(digits)})`;
}
