import { useCallback, useMemo } from "react";
import { getProcedure } from "../../../../src/contract/procedure-routes.ts";
import { peopleRoutes, teamRoutes } from "../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { useFirstView } from "../../../ui/base/first-view.ts";
import { useMe } from "../../session/me.ts";
import type { Known } from "./filter/read-filter.ts";

const FRESH_MS = 5 * 60_000;

/** People, teams and categories of this desk; `ready` when all are here. The first page asks once its list is there, or `atOnce`. */
export function useKnown({ atOnce = false } = {}): {
  known: Known;
  ready: boolean;
  titleOf: (lineId: string) => Bilingual | null;
} {
  const me = useMe();
  const firstView = useFirstView();
  const options = { freshMs: FRESH_MS, enabled: atOnce || firstView };
  const people = useRoute(peopleRoutes.list, { query: {} }, options);
  const teams = useRoute(teamRoutes.list, { query: {} }, options);
  const procedure = useRoute(getProcedure, {}, options);
  const known = useMemo<Known>(
    () => ({
      me: { id: me.id },
      people: people.data?.items ?? [],
      teams: teams.data?.items ?? [],
      categories: procedure.data?.categories ?? [],
      tagNames: procedure.data?.tags ?? [],
    }),
    [me.id, people.data, teams.data, procedure.data],
  );
  const titles = useMemo(() => new Map(procedure.data?.promises.map(({ id, title }) => [id, title])), [procedure.data]);
  const settled = [people, teams, procedure].every((query) => !query.isPending);
  const titleOf = useCallback((lineId: string) => titles.get(lineId) ?? null, [titles]);
  return { known, ready: settled, titleOf };
}

type Bilingual = { zh: string; en: string };
