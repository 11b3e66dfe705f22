import { MutationCache, QueryCache, QueryClient, type Query } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem.ts";
import { isFinal, mayRetry, retryDelayMs } from "./retry-rules.ts";

const FRESH_MS = 15_000;
const KEPT_MS = 10 * 60_000;

/** One cache for the app. `onSignedOut` hears that the session has ended, whichever call found out. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        retry: mayRetry,
        retryDelay: retryDelayMs,
        retryOnMount: mayAskOnMount,
      },
      mutations: { retry: mayRetry, retryDelay: retryDelayMs },
    },
  });
}

/** A view that opens asks again what failed, but not what was answered just now: that it is not there. */
const mayAskOnMount = ({ state: { error, errorUpdatedAt } }: Query<unknown, Error>): boolean =>
  !isFinal(error) || Date.now() - errorUpdatedAt >= FRESH_MS;
