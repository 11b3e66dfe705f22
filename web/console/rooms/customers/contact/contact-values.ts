import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";

const newContact = (language: "zh" | "en") => ({
  name: "",
  organisationId: null as string | null,
  title: "",
  language,
  timeZone: null as string | null,
  preferredChannel: null as "email" | "phone" | null,
  note: "",
  // Masked ones are never put into a form; they come in clear once they are revealed.
  emails: [] as string[],
  phones: [] as string[],
});

/** The fields of the form; null: a new contact, in the language of who adds it. */
export function valuesOf(contact: ContactPageShape | null, language: "zh" | "en"): ContactValues {
  if (!contact) return newContact(language);
  const { name, title, timeZone, preferredChannel, note } = contact;
  const organisationId = contact.organisation?.id ?? null;
  return { ...newContact(contact.language), name, title, timeZone, preferredChannel, note, organisationId };
}
export type ContactValues = ReturnType<typeof newContact>;
