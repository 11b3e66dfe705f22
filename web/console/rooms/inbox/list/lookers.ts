import { useSyncExternalStore } from "react";
import { useMe } from "../../../session/me.ts";
import { useRealtime, type Present } from "../../../realtime/use-realtime.ts";

const present = new Map<string, readonly Present[]>();
const listeners = new Set<() => void>();
const NOBODY: readonly Present[] = [];

/** Follows who is at which ticket, for the eyes on rows. Once, in the inbox. */
export function useFollowLookers(): void {
  const me = useMe();
  useRealtime("presence.changed", ({ place, people }) => {
    const others = people.filter(({ id }) => id !== me.id);
    if (others.length > 0) present.set(place, others);
    else present.delete(place);
    for (const listener of listeners) listener();
  });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLookers = (ticketId: string): readonly Present[] =>
  useSyncExternalStore(subscribe, () => present.get(`ticket:${ticketId}`) ?? NOBODY);
