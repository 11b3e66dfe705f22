import { useEffect, useState } from "react";
import { useCommandSources, type Command } from "./commands.ts";

const TYPING_PAUSE_MS = 150;
const TYPED_CHARS_MIN = 2;

/** What the sources find for the typed words, after a pause in typing. */
export function useFoundCommands(typed: string): Command[] {
  const sources = useCommandSources();
  const [found, setFound] = useState<{ typed: string; commands: Command[] }>({ typed: "", commands: [] });
  const words = typed.trim();
  useEffect(() => {
    if ([...words].length < TYPED_CHARS_MIN) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(sources.map((source) => source(words, stop.signal)));
      if (stop.signal.aborted) return;
      setFound({ typed: words, commands: answers.flatMap((one) => (one.status === "fulfilled" ? one.value : [])) });
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words, sources]);
  return [...words].length < TYPED_CHARS_MIN ? [] : found.commands;
}
