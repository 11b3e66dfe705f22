import type { JSX } from "react";
import { useErrorWords } from "../../ui/states/error-words.ts";

/** What went wrong with a form and what to do, above its button. */
export function ProblemStrip({ error }: { error: unknown }): JSX.Element {
  const wordsOf = useErrorWords();
  const words = error ? wordsOf(error) : null;
  return (
    <div role="alert">
      {words ? (
        <div className="entrance-problem">
          {words.happened}
          <span>{words.remedy}</span>
        </div>
      ) : null}
    </div>
  );
}
