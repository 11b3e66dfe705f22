import type { SendStaffMail, StaffAuth, StaffSession } from "../core/staff/index.ts";
import type { TicketDesk, TicketSubscriber } from "../core/tickets/index.ts";
import type { TimerDeps } from "../features/clocks/index.ts";
import { closingRoutes, planRemedy } from "../features/closing/index.ts";
import { inboxFeature } from "../features/inbox/index.ts";
import { procedureRoutes } from "../features/procedure/index.ts";
import { staffRoutes } from "../features/staff/index.ts";
import type { HttpRoute } from "../platform/http/index.ts";
import type { JobHandlers } from "../platform/jobs/index.ts";
import type { Publish } from "../platform/realtime/index.ts";
import type { Storage } from "../platform/storage/index.ts";
import { carryOutEffects } from "./carry-out-effects.ts";
import type { Desk } from "./open-desk.ts";

export type Shared = {
  desk: Desk;
  tickets: TicketDesk;
  storage: Storage;
  now: () => number;
  publicUrl: string;
  publish: Publish;
};

export type Features = {
  auth: StaffAuth;
  routes: HttpRoute<StaffSession>[];
  subscribers: TicketSubscriber[];
  jobs: JobHandlers;
  crontab: string;
  timers: TimerDeps;
};

/** Every feature, once, with what it needs from its neighbours handed in. */
export async function buildFeatures(
  shared: Shared,
  createAuth: (sendMail: SendStaffMail) => Promise<StaffAuth>,
): Promise<Features> {
  const { desk, tickets, publicUrl } = shared;
  const closing = { desk: tickets, secretKey: desk.secretKey, publicUrl, deskName: desk.settings.deskName };
  const sendMail: SendStaffMail = async () => undefined;
  const auth = await createAuth(sendMail);
  return {
    auth,
    routes: [
      ...staffRoutes({ auth, publicUrl, sendMail }),
      ...procedureRoutes({ procedures: tickets.procedures }),
      ...inboxFeature({ secretKey: desk.secretKey }).routes,
      ...closingRoutes(closing),
    ],
    subscribers: [planRemedy(() => tickets)],
    jobs: {},
    crontab: "",
    timers: {
      db: desk.db,
      desk: tickets,
      carryOut: carryOutEffects(closing, async () => undefined),
      onFailure: (ticketId, error) => desk.log.error({ err: error, ticketId }, "a promise's effect failed"),
    },
  };
}
