import { useMutation } from "@tanstack/react-query";

/** One step of a form before the desk: what it does, whether it runs, how it failed. */
export function useStep<T, R>(work: (given: T) => Promise<R>, onDone: (answer: R) => void | Promise<void>) {
  const mutation = useMutation<R, Error, T>({ mutationFn: work, retry: false, onSuccess: onDone });
  return { go: (given: T) => mutation.mutate(given), running: mutation.isPending, error: mutation.error };
}
