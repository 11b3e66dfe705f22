import { useEffect, useState } from "react";
import { useMe } from "../session/me.ts";
import { isOlder, type Told } from "./older-presence.ts";
import { realtimeSocket } from "./socket.ts";
import { useRealtime, type Present } from "./use-realtime.ts";

/** Says that we are at a place (`ticket:<id>`) and what we do; answers who else is there. */
export function usePresence(place: string, doing: Present["doing"]): Present[] {
  const me = useMe();
  const [at, setAt] = useState<{ place: string; people: Present[] } & Partial<Told>>({ place, people: [] });
  useRealtime("presence.changed", (told) => {
    if (told.place === place) setAt((known) => (known.place === place && isOlder(told, known) ? known : told));
  });
  useEffect(() => {
    const socket = realtimeSocket();
    const enter = () => socket.emit("presence.enter", { place, doing });
    if (socket.connected) enter();
    socket.on("connect", enter);
    return () => {
      socket.off("connect", enter);
    };
  }, [place, doing]);
  useEffect(
    () => () => {
      realtimeSocket().emit("presence.leave");
    },
    [place],
  );
  return at.place === place ? at.people.filter(({ id }) => id !== me.id) : [];
}
