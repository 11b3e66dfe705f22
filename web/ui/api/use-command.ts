import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf, ResponseOf, Route } from "../../../src/contract/route.ts";
import { call, newIdempotencyKey } from "./call.ts";
import { renewRoutes } from "./use-route.ts";

export type CommandOptions<R> = {
  /** Routes to read again when it went through. */
  renews?: readonly Route[];
  onDone?: (answer: ResponseOf<R>, input: InputOf<R>) => void;
  /** Not given: the caller shows `error` itself, or awaits `run` and catches. */
  onRefused?: (error: Error, input: InputOf<R>) => void;
  /** Changes the cache at once; answers how to change it back. */
  optimistic?: (input: InputOf<R>) => () => void;
};

/**
 * A write. `run` resolves with the answer or rejects with ApiProblem or NetworkFailure; `fire` reports through the
 * callbacks alone. All attempts of one run share an Idempotency-Key.
 */
export function useCommand<R extends Route>(route: R, options: CommandOptions<R> = {}) {
  const client = useQueryClient();
  const mutation = useMutation<ResponseOf<R>, Error, { input: InputOf<R>; key: string }, { undo: (() => void) | null }>(
    {
      mutationKey: [route.id],
      mutationFn: ({ input, key }) => call(route, input, { idempotencyKey: key }),
      onMutate: ({ input }) => ({ undo: options.optimistic?.(input) ?? null }),
      onSuccess: async (answer, { input }) => {
        options.onDone?.(answer, input);
        if (options.renews) await renewRoutes(client, options.renews);
      },
      onError: (error, { input }, context) => {
        context?.undo?.();
        options.onRefused?.(error, input);
      },
    },
  );
  return {
    run: (input: InputOf<R>) => mutation.mutateAsync({ input, key: newIdempotencyKey() }),
    fire: (input: InputOf<R>) => mutation.mutate({ input, key: newIdempotencyKey() }),
    running: mutation.isPending,
    /** What the last run answered. */
    answer: mutation.data ?? null,
    error: mutation.error,
    reset: mutation.reset,
  };
}
