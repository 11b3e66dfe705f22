import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import { call } from "../../../../ui/api/call.ts";

export type Mergeable = "contact" | "organisation";

/** The same three questions for contacts and organisations. */
export const listDuplicates = (of: Mergeable, id: string) =>
  of === "contact"
    ? call(contactRoutes.duplicates, { params: { contactId: id } })
    : call(organisationRoutes.duplicates, { params: { organisationId: id } });

export const previewMerger = (of: Mergeable, id: string, into: string) =>
  of === "contact"
    ? call(contactRoutes.previewMerger, { params: { contactId: id }, query: { into } })
    : call(organisationRoutes.previewMerger, { params: { organisationId: id }, query: { into } });

export const merge = (of: Mergeable, id: string, into: string) =>
  of === "contact"
    ? call(contactRoutes.merge, { params: { contactId: id }, body: { into } })
    : call(organisationRoutes.merge, { params: { organisationId: id }, body: { into } });

export const unmerge = (of: Mergeable, id: string) =>
  of === "contact"
    ? call(contactRoutes.unmerge, { params: { contactId: id } })
    : call(organisationRoutes.unmerge, { params: { organisationId: id } });

export const MERGER_RENEWS = [
  contactRoutes.list,
  contactRoutes.show,
  contactRoutes.duplicates,
  organisationRoutes.list,
  organisationRoutes.show,
  organisationRoutes.duplicates,
];

export const duplicatesKey = (of: Mergeable, id: string) =>
  [of === "contact" ? contactRoutes.duplicates.id : organisationRoutes.duplicates.id, id] as const;
