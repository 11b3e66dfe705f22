import { useQueryClient } from "@tanstack/react-query";
import { listSavedViews, updateSavedView, type SavedViewShape } from "../../../../../src/contract/inbox-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { keyOf, renewRoutes } from "../../../../ui/api/use-route.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";

/** Moves a saved view among its neighbours. Positions are written anew for those that moved and may be changed. */
export function useReorder(views: readonly SavedViewShape[]): (from: number, to: number) => void {
  const client = useQueryClient();
  const tell = useProblemToast();
  const change = useCommand(updateSavedView);
  return (from, to) => {
    const order = [...views];
    const [moved] = order.splice(from, 1);
    if (!moved || from === to) return;
    order.splice(to, 0, moved);
    const placed = order.map((view, position) => ({ ...view, position }));
    const ids = new Set(placed.map(({ id }) => id));
    client.setQueryData<{ items: SavedViewShape[] }>(keyOf(listSavedViews, {}), (before) =>
      before ? { items: [...before.items.filter(({ id }) => !ids.has(id)), ...placed] } : before,
    );
    const writes = placed
      .filter(({ id, position, mayChange }) => mayChange && views.find((view) => view.id === id)?.position !== position)
      .map(({ id, position, version }) => change.run({ params: { viewId: id }, body: { position, version } }));
    void Promise.all(writes)
      .catch(tell)
      .finally(() => void renewRoutes(client, [listSavedViews]));
  };
}
