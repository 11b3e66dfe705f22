import type { DateRange, SearchFilters } from "../../domain/search/index.ts";
import type { TicketSight } from "../../domain/permission/index.ts";

/** What of the desk a search may and should look at: the filters with names turned into ids. */
export type SearchScope = {
  sight: TicketSight;
  staffId: string;
  teamIds: readonly string[];
  /** IANA zone in which the dates of filters begin. */
  timeZone: string;
  closed: Pick<SearchFilters, "state" | "priority" | "kind" | "channel">;
  /** null: not asked for. `none` stands for tickets without one. */
  assignees: { ids: readonly string[]; none: boolean } | null;
  teams: { ids: readonly string[]; none: boolean } | null;
  customers: { contactIds: readonly string[]; organisationIds: readonly string[] } | null;
  categoryIds: readonly string[] | null;
  tags: readonly string[];
  numbers: readonly number[];
  created: readonly DateRange[];
  updated: readonly DateRange[];
};
