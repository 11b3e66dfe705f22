import { useEffect, useSyncExternalStore } from "react";
import { useMe } from "../../../session/me.ts";
import { isOlder, type Told } from "../../../realtime/older-presence.ts";
import { realtimeSocket } from "../../../realtime/socket.ts";
import { useRealtime, type Present } from "../../../realtime/use-realtime.ts";

type At = { people: readonly Present[] } & Partial<Told>;

const present = new Map<string, At>();
const listeners = new Set<() => void>();
const NOBODY: readonly Present[] = [];

/** Follows who is at which ticket, for the eyes on rows. Once, in the inbox. */
export function useFollowLookers(): void {
  const { id: myId } = useMe();
  const others = (people: readonly Present[]) => people.filter(({ id }) => id !== myId);
  useRealtime("presence.changed", (told) => {
    if (isOlder(told, present.get(told.place))) return;
    keep(told.place, { ...told, people: others(told.people) });
    tellRows();
  });
  useEffect(() => {
    const socket = realtimeSocket();
    const ask = () => {
      present.clear();
      socket.emit("presence.list", (listed: { place: string; people: Present[] }[]) => {
        // What was told since is newer than the list.
        for (const { place, people } of listed)
          if (!present.has(place)) keep(place, { people: people.filter(({ id }) => id !== myId) });
        tellRows();
      });
    };
    if (socket.connected) ask();
    socket.on("connect", ask);
    return () => {
      socket.off("connect", ask);
    };
  }, [myId]);
}

const keep = (place: string, { people, ...told }: At) =>
  present.set(place, { ...told, people: people.length > 0 ? people : NOBODY });

function tellRows(): void {
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLookers = (ticketId: string): readonly Present[] =>
  useSyncExternalStore(subscribe, () => present.get(`ticket:${ticketId}`)?.people ?? NOBODY);
