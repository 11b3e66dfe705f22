import type { TicketList } from "./ticket-list.ts";

const RENEW_PAUSE_MS = 400;
const IDS_A_TIME = 50;
const TOP_PX = 40;

export type Follower = {
  changed: (ticketId: string) => void;
  /** What is in sight now. */
  seen: (ids: readonly string[]) => void;
  scrolled: (px: number) => void;
  /** Nothing was heard for a while: every row may have changed. */
  lost: () => void;
};

/**
 * Collects which tickets changed and asks anew for those in sight, and for those that are not in the list, a moment
 * later and one question at a time. What changed out of sight waits until it is looked at.
 */
export function followChanges(list: TicketList): Follower {
  const stale = new Set<string>();
  let inSight = new Set<string>();
  let topPx = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dueNow = () => {
    const known = new Set(list.state.get().rows.map(({ id }) => id));
    return [...stale].filter((id) => inSight.has(id) || !known.has(id)).slice(0, IDS_A_TIME);
  };
  const renew = async () => {
    const due = dueNow();
    for (const id of due) stale.delete(id);
    if (due.length > 0) await list.renew(due, { atTop: topPx <= TOP_PX }).catch(() => undefined);
    timer = undefined;
    if (dueNow().length > 0) renewSoon();
  };
  const renewSoon = () => {
    if (stale.size > 0) timer ??= setTimeout(() => void renew(), RENEW_PAUSE_MS);
  };
  return {
    changed: (ticketId) => {
      stale.add(ticketId);
      renewSoon();
    },
    seen: (ids) => {
      inSight = new Set(ids);
      renewSoon();
    },
    lost: () => {
      for (const { id } of list.state.get().rows) stale.add(id);
      renewSoon();
    },
    scrolled: (px) => {
      topPx = px;
      if (px <= TOP_PX && list.state.get().held.length > 0) list.showHeld();
    },
  };
}
