import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { search, type SearchHit } from "../../../../src/contract/search-routes.ts";
import { isTicketHit } from "./address-of-hit.ts";
import { call } from "../../../ui/api/call.ts";

/** What the search finds for words and filters, page by page. */
export function useFound(q: string) {
  const query = useInfiniteQuery({
    queryKey: [search.id, "pages", q],
    queryFn: ({ signal, pageParam }) =>
      call(search, { query: { q, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
  });
  const hits = useMemo(() => once(query.data?.pages.flatMap(({ items }) => items) ?? []), [query.data]);
  const first = query.data?.pages[0];
  return { ...query, hits, first, backTo: query.data?.pages.at(-1)?.searchedBackTo ?? null };
}

/** Pages that meet may show a customer twice. */
const once = (hits: readonly SearchHit[]): SearchHit[] => [...new Map(hits.map((hit) => [hitKey(hit), hit])).values()];

export const hitKey = (hit: SearchHit): string =>
  isTicketHit(hit) ? `${hit.kind} ${hit.ticket.id} ${hit.messageId ?? ""}` : `${hit.kind} ${hit.id}`;
