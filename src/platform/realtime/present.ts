export type Doing = "looking" | "typing";
export type Present = { id: string; name: string; doing: Doing };
/** Where a connection is. `rooms`: who may know of it. */
export type Stay = { place: string; doing: Doing; rooms: readonly string[] };

type Headers = Record<string, string | string[] | undefined>;

export type PresenceRules = {
  /** The rooms that may know who is at a place; null when this person may not be there himself. */
  roomsOfPlace(guestId: string, headers: Headers, place: string): Promise<readonly string[] | null>;
  /** Of these places those that the person may know of. */
  knownPlaces(headers: Headers, places: readonly string[]): Promise<readonly string[]>;
};

type Seated = { data: unknown };
type SeatedData = { guest: { id: string; name: string }; stay?: Stay };

export const stayOf = ({ data }: Seated): Stay | null => (data as SeatedData).stay ?? null;

/** Each person once, however many windows he has there; typing in one of them counts. */
export function peopleAt(place: string, sockets: readonly Seated[]): Present[] {
  const people = new Map<string, Present>();
  for (const { data } of sockets) {
    const { guest, stay } = data as SeatedData;
    if (stay?.place !== place) continue;
    const known = people.get(guest.id);
    if (!known || stay.doing === "typing") people.set(guest.id, { id: guest.id, name: guest.name, doing: stay.doing });
  }
  return [...people.values()];
}
