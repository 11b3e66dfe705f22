import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { CustomerTier } from "../../../../../src/domain/ticket/vocabulary.ts";
import { readKept, keep } from "../../../../ui/base/kept-value.ts";

export type CustomerTab = "contacts" | "organisations";
export type CustomerSearch = {
  q?: string | undefined;
  tier?: CustomerTier | undefined;
  organisation?: string | undefined;
  only?: "blocked" | "alone" | undefined;
  open?: string | undefined;
};

const TAB_KEY = "bihuan.customers.tab";

/** Where one is among the customers; the address says it all, the tab last used is remembered. */
export function useCustomersPlace() {
  const search = useSearch({ strict: false }) as CustomerSearch;
  const { contactId, organisationId } = useParams({ strict: false }) as {
    contactId?: string;
    organisationId?: string;
  };
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const tab: CustomerTab = pathname.includes("/organisations")
    ? "organisations"
    : contactId
      ? "contacts"
      : pathname.endsWith("/import")
        ? readKept<CustomerTab>(TAB_KEY, "contacts")
        : "contacts";
  const change = useCallback(
    (to: CustomerSearch) =>
      void navigate({ to: ".", search: (before: object) => ({ ...before, ...to }), replace: !("open" in to) }),
    [navigate],
  );
  const goTab = (next: CustomerTab) => {
    keep(TAB_KEY, next);
    void navigate({ to: next === "contacts" ? "/customers" : "/customers/organisations", search: {} });
  };
  const openContact = (id: string) =>
    void navigate({ to: "/customers/contacts/$contactId", params: { contactId: id }, search: keptSearch(search) });
  const openOrganisation = (id: string) =>
    void navigate({
      to: "/customers/organisations/$organisationId",
      params: { organisationId: id },
      search: keptSearch(search),
    });
  const back = () =>
    void navigate({ to: tab === "contacts" ? "/customers" : "/customers/organisations", search: keptSearch(search) });
  const inPage = Boolean(contactId ?? organisationId) || pathname.endsWith("/import");
  return { search, tab, contactId, organisationId, inPage, change, goTab, openContact, openOrganisation, back };
}

/** The list's filters go along; the form that stood open does not. */
const keptSearch = ({ open: _open, ...rest }: CustomerSearch): CustomerSearch => rest;
