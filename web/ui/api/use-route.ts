import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { InputOf, ResponseOf, Route } from "../../../src/contract/route.ts";
import { call } from "./call.ts";

/** The cache key of a call: the route's id first, so that a whole route can be renewed. */
export const keyOf = <R extends Route>(route: R, input: InputOf<R>): readonly [string, InputOf<R>] => [route.id, input];

/** For loaders, prefetching on hover, and `useSuspenseQuery`. */
export const routeQuery = <R extends Route>(route: R, input: InputOf<R>) =>
  queryOptions<ResponseOf<R>>({
    queryKey: keyOf(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
  });

type ReadOptions = {
  enabled?: boolean;
  /** Shows the earlier answer while the input changes. */
  keepPrevious?: boolean;
  freshMs?: number;
};

/** Reads a route; `input` null waits until it is known. */
export function useRoute<R extends Route>(route: R, input: InputOf<R> | null, options: ReadOptions = {}) {
  return useQuery<ResponseOf<R>>({
    queryKey: [route.id, input],
    queryFn: ({ signal }) => call(route, input as InputOf<R>, { signal }),
    enabled: input !== null && options.enabled !== false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.freshMs === undefined ? {} : { staleTime: options.freshMs }),
  });
}

type Page<T> = { items: T[]; nextCursor: string | null };
type ItemOf<R> = ResponseOf<R> extends Page<infer T> ? T : never;

/** Reads a keyset list page by page; `items` are all read so far. */
export function useRoutePages<R extends Route>(route: R, input: InputOf<R> | null, options: ReadOptions = {}) {
  const query = useInfiniteQuery({
    queryKey: [route.id, "pages", input],
    queryFn: async ({ signal, pageParam }) => {
      const given = input as InputOf<R> & { query?: object };
      const paged = { ...given, query: { ...given.query, ...(pageParam ? { cursor: pageParam } : {}) } };
      return (await call(route, paged as InputOf<R>, { signal })) as Page<ItemOf<R>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: input !== null && options.enabled !== false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.freshMs === undefined ? {} : { staleTime: options.freshMs }),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, items };
}

/** Marks what was read of these routes as old and reads again what is on screen. */
export function renewRoutes(client: QueryClient, routes: readonly Route[]): Promise<void[]> {
  return Promise.all(routes.map((route) => client.invalidateQueries({ queryKey: [route.id] })));
}

export function useRenew(): (...routes: Route[]) => Promise<void[]> {
  const client = useQueryClient();
  return useCallback((...routes: Route[]) => renewRoutes(client, routes), [client]);
}

/** Reads ahead, on hover say. */
export function usePrefetch(): <R extends Route>(route: R, input: InputOf<R>) => void {
  const client = useQueryClient();
  return useCallback((route, input) => void client.prefetchQuery(routeQuery(route, input)), [client]);
}
