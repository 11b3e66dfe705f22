import { z } from "zod";
import { COLUMNS } from "../domain/contact/index.ts";
import { CUSTOMER_TIERS, PRIORITIES, TICKET_STATES } from "../domain/ticket/vocabulary.ts";
import { bilingual, id, instant, language } from "./common.ts";

export const organisationBrief = z.object({ id, name: z.string(), tier: z.enum(CUSTOMER_TIERS) });

/** A ticket as a customer's page shows it, with its next due moment. Only tickets that the person may see. */
export const customerTicket = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  state: z.enum(TICKET_STATES),
  priority: z.enum(PRIORITIES),
  contact: z.object({ id, name: z.string() }),
  assignee: z.object({ id, name: z.string() }).nullable(),
  openedAt: instant,
  solvedAt: instant.nullable(),
  promiseState: z.enum(["kept", "at_risk", "breached"]),
  /** What was promised and still runs, the earliest first. */
  promises: z.array(z.object({ metric: z.string(), dueAt: instant, breached: z.boolean() })),
});
export type CustomerTicket = z.output<typeof customerTicket>;

export const customerTickets = z.object({
  open: z.array(customerTicket),
  closed: z.array(customerTicket),
  openTotal: z.number().int(),
  total: z.number().int(),
});
export type CustomerTickets = z.output<typeof customerTickets>;

const contactBase = z.object({
  id,
  name: z.string(),
  title: z.string(),
  organisation: organisationBrief.nullable(),
  /** Masked: `w***@corp.cn`; the first is the primary one. */
  emails: z.array(z.string()),
  /** Masked: `138****5678`. */
  phones: z.array(z.string()),
  language,
  blocked: z.boolean(),
  createdAt: instant,
});

export const contactRow = contactBase.extend({ openTickets: z.number().int() });
export type ContactRowShape = z.output<typeof contactRow>;

const mergedFrom = z.array(z.object({ id, name: z.string(), mergedAt: instant }));

export const contactPage = contactBase.extend({
  timeZone: z.string().nullable(),
  preferredChannel: z.enum(["email", "phone"]).nullable(),
  note: z.string(),
  erased: z.boolean(),
  /** Mail domains that belong to nobody yet: offer to make the organisation. */
  proposedDomains: z.array(z.string()),
  mergedFrom,
  tickets: customerTickets,
  /** Hand it back with a change. */
  version: z.number().int(),
});
export type ContactPageShape = z.output<typeof contactPage>;

export const organisationRow = organisationBrief.extend({
  domains: z.array(z.string()),
  adviser: z.object({ id, name: z.string() }).nullable(),
  contacts: z.number().int(),
  openTickets: z.number().int(),
  createdAt: instant,
});
export type OrganisationRowShape = z.output<typeof organisationRow>;

export const organisationPage = organisationBrief.extend({
  domains: z.array(z.string()),
  adviser: z.object({ id, name: z.string() }).nullable(),
  note: z.string(),
  paidCny: z.number().int().nullable(),
  customerSince: z.iso.date().nullable(),
  users: z.number().int().nullable(),
  /** Why the tier is what it is: set by hand until a day, by a rule of the procedure, or as somebody entered it. */
  tierBy: z.enum(["hand", "rule", "nobody"]),
  tierSource: z.string().nullable(),
  tierReason: z.string(),
  tierUntil: z.iso.date().nullable(),
  createdAt: instant,
  contacts: z.array(contactBase),
  /** Only the newest 100 stand here. */
  contactsMore: z.boolean(),
  mergedFrom,
  tickets: customerTickets,
  version: z.number().int(),
});
export type OrganisationPageShape = z.output<typeof organisationPage>;

export const duplicate = z.object({
  id,
  name: z.string(),
  why: z.enum(["same_name", "same_name_elsewhere", "same_mailbox", "similar_name"]),
  /** 0 to 1. */
  score: z.number(),
});

/** What a merger would do; nothing has happened yet. Tickets are those the person may see. */
export const mergerPreview = z.object({
  from: z.object({ id, name: z.string() }),
  into: z.object({ id, name: z.string() }),
  movedTickets: z.number().int(),
  movedContacts: z.number().int(),
  /** Masked addresses, or domains. */
  movedAddresses: z.array(z.string()),
  organisationTaken: organisationBrief.nullable(),
});

/** Which column (from 0) holds what. */
export const importMapping = z.partialRecord(z.enum(COLUMNS), z.number().int().min(0).max(199));

export const badRow = z.object({
  line: z.number().int(),
  complaints: z.array(z.object({ column: z.string(), value: z.string(), reason: bilingual })),
});
export type BadRow = z.output<typeof badRow>;

export const importReport = z.object({
  id,
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  state: z.enum(["uploaded", "running", "done"]),
  rowsTotal: z.number().int(),
  rowsDone: z.number().int(),
  contactsMade: z.number().int(),
  contactsChanged: z.number().int(),
  organisationsMade: z.number().int(),
  unchanged: z.number().int(),
  badRows: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportReport = z.output<typeof importReport>;

export const importPreview = z.object({
  report: importReport,
  headers: z.array(z.string()),
  mapping: importMapping,
  /** The first rows as they stand in the file. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** The first bad rows under this mapping, and how many there are in the whole file. */
  badRows: z.array(badRow),
  badRowsTotal: z.number().int(),
});
export type ImportPreview = z.output<typeof importPreview>;
