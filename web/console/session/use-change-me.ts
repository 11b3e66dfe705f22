import { useQueryClient } from "@tanstack/react-query";
import { meRoutes } from "../../../src/contract/staff-routes.ts";
import type { InputOf } from "../../../src/contract/route.ts";
import { useCommand } from "../../ui/api/use-command.ts";
import { useProblemToast } from "../../ui/notice/use-problem-toast.ts";
import { meQuery, takeOnProfile } from "./me.ts";

type Changes = InputOf<typeof meRoutes.change>["body"];

/** Changes one's own profile; seen at once, taken back when refused. */
export function useChangeMe(): (changes: Changes) => void {
  const client = useQueryClient();
  const tell = useProblemToast();
  const command = useCommand(meRoutes.change, {
    optimistic: ({ body }) => {
      const before = client.getQueryData(meQuery.queryKey);
      if (before) {
        const after = { ...before, ...body } as typeof before;
        client.setQueryData(meQuery.queryKey, after);
        takeOnProfile(after);
      }
      return () => {
        client.setQueryData(meQuery.queryKey, before);
        if (before) takeOnProfile(before);
      };
    },
    onDone: (me) => client.setQueryData(meQuery.queryKey, me),
    onRefused: tell,
  });
  return (changes) => command.fire({ body: changes });
}
