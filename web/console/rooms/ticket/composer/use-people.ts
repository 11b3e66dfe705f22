import { peopleRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import type { FindSuggested } from "../../../../ui/editor/suggestion.ts";

const PEOPLE_OFFERED_MAX = 8;

/** Colleagues for `@`, by name, address or agent number. */
export function usePeople(): FindSuggested {
  const people = useRoute(peopleRoutes.list, {});
  return (typed) => {
    const wanted = typed.toLowerCase();
    return (people.data?.items ?? [])
      .filter(({ name, email, agentNumber }) => `${name} ${email} ${agentNumber ?? ""}`.toLowerCase().includes(wanted))
      .slice(0, PEOPLE_OFFERED_MAX)
      .map(({ id, name, email }) => ({ id, name, hint: email }));
  };
}
