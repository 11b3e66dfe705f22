import { CodedError } from "../contract/coded-error.ts";
import { roomsOf, roomsThatSee, sees, sightOf } from "../domain/permission/index.ts";
import { createProcedures, publishShipped } from "../core/sop/index.ts";
import { createStaffAuth, deskBrand, type StaffAuth, type StaffSession } from "../core/staff/index.ts";
import { sightFacts, type TicketDesk } from "../core/tickets/index.ts";
import type { TimerDeps } from "../features/clocks/index.ts";
import { systemClock } from "../platform/clock.ts";
import type { Settings } from "../platform/config/index.ts";
import type { HttpRoute } from "../platform/http/index.ts";
import type { JobHandlers } from "../platform/jobs/index.ts";
import type { Guest, Publish } from "../platform/realtime/index.ts";
import { openBucketStorage, openDiskStorage, type Storage } from "../platform/storage/index.ts";
import type { Tx } from "../platform/transaction.ts";
import path from "node:path";
import { buildFeatures } from "./features.ts";
import type { Desk } from "./open-desk.ts";
import type { Email } from "./open-email.ts";

/** The whole desk put together, without a door open yet. */
export type AssembledDesk = {
  desk: Desk;
  publicUrl: string;
  auth: StaffAuth;
  tickets: TicketDesk;
  storage: Storage;
  routes: readonly HttpRoute<StaffSession>[];
  jobs: JobHandlers;
  crontab: string;
  timers: TimerDeps;
  email: Email;
  now: () => number;
};

export type AssembleOptions = {
  publicUrl: string;
  publish: Publish;
  /** Ends a person's realtime connections after a change of rights. */
  endConnections?: (staffId: string) => void;
  now?: () => number;
};

/** Wires core, features and channels. Publishes the shipped procedure when it is new. */
export async function assembleDesk(desk: Desk, options: AssembleOptions): Promise<AssembledDesk> {
  const now = options.now ?? Date.now;
  await desk.db.inTransaction((tx) => publishShipped(tx, now()));
  const subscribers: TicketDesk["subscribers"][number][] = [];
  const tickets: TicketDesk = { procedures: createProcedures(systemClock.now), subscribers, publish: options.publish };
  const storage = await openStorage(desk.settings);
  const { publicUrl, endConnections = () => undefined } = options;
  const brandOf = (tx: Tx) => deskBrand(tx, desk.settings.deskName);
  const shared = { desk, tickets, storage, now, publicUrl, brandOf, endConnections };
  const features = await buildFeatures(shared, (sendMail) =>
    createStaffAuth({
      db: desk.db,
      secretKey: desk.secretKey,
      publicUrl: options.publicUrl,
      sendMail,
      now,
      log: (level, message) => desk.log[level](message),
    }),
  );
  subscribers.push(...features.subscribers);
  return {
    ...shared,
    auth: features.auth,
    routes: features.routes,
    jobs: features.jobs,
    crontab: features.crontab,
    timers: features.timers,
    email: features.email,
  };
}

/** A connected person: a room of his own for what is addressed to him, and the rooms that his sight gives. */
export async function guestOf(
  auth: StaffAuth,
  headers: Record<string, string | string[] | undefined>,
): Promise<Guest | null> {
  const session = await auth.authenticateSocket(headers);
  if (!session) return null;
  const rooms = new Set([`person:${session.staffId}`, ...roomsOf(sightOf(session.viewer))]);
  return { id: session.staffId, name: session.name, rooms: [...rooms] };
}

type Headers = Record<string, string | string[] | undefined>;

/** Who may know who is at a ticket: whoever sees it; null for somebody who does not see it himself. */
export async function roomsOfTicketPlace(
  assembled: AssembledDesk,
  headers: Headers,
  place: string,
): Promise<readonly string[] | null> {
  const ticketId = ticketOfPlace(place);
  const session = await assembled.auth.authenticateSocket(headers);
  if (!ticketId || !session) return null;
  const facts = await sightFacts(assembled.desk.db.reading, ticketId);
  return facts && sees(sightOf(session.viewer), facts) ? roomsThatSee(facts) : null;
}

/** Of these places the tickets that the caller sees. */
export async function knownTicketPlaces(
  assembled: AssembledDesk,
  headers: Headers,
  places: readonly string[],
): Promise<string[]> {
  const session = await assembled.auth.authenticateSocket(headers);
  if (!session) return [];
  const sight = sightOf(session.viewer);
  const known = await Promise.all(
    places.map(async (place) => {
      const ticketId = ticketOfPlace(place);
      const facts = ticketId && (await sightFacts(assembled.desk.db.reading, ticketId));
      return facts && sees(sight, facts);
    }),
  );
  return places.filter((_, at) => known[at]);
}

const ticketOfPlace = (place: string) => /^ticket:([0-9a-f-]{36})$/.exec(place)?.[1];

export const idempotencyMismatch = () => new CodedError("idempotency_mismatch");

async function openStorage({ storage, dataDir }: Settings): Promise<Storage> {
  return storage.kind === "s3" ? openBucketStorage(storage) : openDiskStorage(path.join(dataDir, "files"));
}
