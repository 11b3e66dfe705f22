import { useQuery } from "@tanstack/react-query";
import type { Schema } from "./json-schema.ts";

/** The pack format as it is published for editors; fetched when somebody edits. */
export function useFormatSchema(): { schema: Schema | null; error: Error | null; refetch: () => void } {
  const query = useQuery({
    queryKey: ["pack-format"],
    queryFn: async () => (await import("../../../../../sop/pack.schema.json")).default as Schema,
    staleTime: Infinity,
  });
  return { schema: query.data ?? null, error: query.error, refetch: () => void query.refetch() };
}
