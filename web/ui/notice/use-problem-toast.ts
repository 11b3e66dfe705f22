import { useCallback } from "react";
import { useErrorWords } from "../states/error-words.ts";
import { toast } from "./toast-store.ts";

/** Says in passing what went wrong and what to do. Fits `onRefused` of a command. */
export function useProblemToast(): (error: unknown) => void {
  const wordsOf = useErrorWords();
  return useCallback(
    (error: unknown) => {
      const { happened, remedy } = wordsOf(error);
      toast(`${happened} ${remedy}`, { tone: "bad" });
    },
    [wordsOf],
  );
}
