import type { JSX } from "react";
import { useErrorWords } from "../../../ui/states/error-words.ts";

/** What went wrong with a form and what to do. */
export function ProblemLine({ error }: { error: unknown }): JSX.Element {
  const wordsOf = useErrorWords();
  const words = error ? wordsOf(error) : null;
  return (
    <div role="alert">
      {words ? (
        <p className="inbox-problem">
          {words.happened} {words.remedy}
        </p>
      ) : null}
    </div>
  );
}
