import { useCallback, useState } from "react";
import { keep, readKept } from "./kept-value.ts";

/** State that survives reload, kept in this browser under `bihuan.<name>`. */
export function useKeptState<T>(name: string, initial: T): [T, (next: T) => void] {
  const key = `bihuan.${name}`;
  const [value, setValue] = useState<T>(() => readKept(key, initial));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      keep(key, next);
    },
    [key],
  );
  return [value, set];
}
