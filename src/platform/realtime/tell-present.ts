import { randomUUID } from "node:crypto";
import type { Server } from "socket.io";
import { peopleAt, type Stay } from "./present.ts";

type Telling = { stay: Stay; gone: Set<string>; done: Promise<void> };

/**
 * Tells who is at a place, one telling of a place after another: what comes meanwhile is told together in the next.
 * `node` and `seq` say which of two tellings of one process is the newer.
 * @returns a function; `goneId` is who has left: he may have lost the place, and hears no more of it
 */
export function presenceTeller(io: Server): (stay: Stay, goneId?: string) => Promise<void> {
  const node = randomUUID().slice(-12);
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Telling>();
  let seq = 0;
  const tellNow = async ({ stay: { place, rooms }, gone }: Pick<Telling, "stay" | "gone">) => {
    const at = ++seq;
    const people = peopleAt(place, await io.in(`place:${place}`).fetchSockets());
    for (const { id } of people) gone.delete(id);
    io.to([...rooms])
      .except([...gone].map((id) => `guest:${id}`))
      .emit("presence.changed", { place, people, node, seq: at });
  };
  const run = (place: string, work: Promise<void>): Promise<void> => {
    const ended = work.finally(() => running.get(place) === ended && running.delete(place));
    running.set(place, ended);
    return ended;
  };
  return (stay, goneId) => {
    const gone = goneId === undefined ? [] : [goneId];
    const next = waiting.get(stay.place);
    if (next) {
      next.stay = stay;
      for (const id of gone) next.gone.add(id);
      return next.done;
    }
    const before = running.get(stay.place);
    if (!before) return run(stay.place, tellNow({ stay, gone: new Set(gone) }));
    const telling: Telling = { stay, gone: new Set(gone), done: Promise.resolve() };
    waiting.set(stay.place, telling);
    telling.done = run(
      stay.place,
      before.catch(() => undefined).then(() => (waiting.delete(stay.place), tellNow(telling))),
    );
    return telling.done;
  };
}
