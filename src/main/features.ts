import { DESK_TIME_ZONE } from "../domain/text/moment-in-words.ts";
import { markUndeliverable } from "../core/contacts/index.ts";
import type { SendStaffMail, StaffAuth, StaffSession } from "../core/staff/index.ts";
import type { TicketDesk, TicketSubscriber } from "../core/tickets/index.ts";
import type { Brand } from "../domain/brand/desk-colour.ts";
import { timerJobs, type TimerDeps } from "../features/clocks/index.ts";
import { callBackFeature } from "../features/call-backs/index.ts";
import { closingRoutes } from "../features/closing/index.ts";
import { customerFeature } from "../features/customers/index.ts";
import { gateRoutes } from "../features/gates/index.ts";
import { inboxFeature } from "../features/inbox/index.ts";
import { intakeFeature } from "../features/intake/index.ts";
import { mailboxFeature } from "../features/mailboxes/index.ts";
import { notificationsFeature } from "../features/notifications/index.ts";
import { procedureFeature } from "../features/procedure/index.ts";
import { repliesFeature } from "../features/replies/index.ts";
import { scriptRoutes } from "../features/scripts/index.ts";
import { reindex, searchFeature } from "../features/search/index.ts";
import { STAFF_CRONTAB, staffJobs, staffRoutes } from "../features/staff/index.ts";
import { studioFeature } from "../features/studio/index.ts";
import { transferFeature } from "../features/transfers/index.ts";
import { ticketDeskFeature } from "../features/ticket-desk/index.ts";
import { webhookJobs } from "../features/webhooks/index.ts";
import { forgetAnswers, type HttpRoute } from "../platform/http/index.ts";
import type { JobHandlers } from "../platform/jobs/index.ts";
import type { Storage } from "../platform/storage/index.ts";
import type { Database, Tx } from "../platform/transaction.ts";
import { effectPorts } from "./carry-out-effects.ts";
import { mailboxPort } from "./mailbox-port.ts";
import { faultOf } from "./problem-answer.ts";
import { openEmail, staffMailBy, type Email } from "./open-email.ts";
import type { Desk } from "./open-desk.ts";
import { runHistoryBy } from "./run-history.ts";
import { subscriptions } from "./subscriptions.ts";

export type Shared = {
  desk: Desk;
  tickets: TicketDesk;
  storage: Storage;
  now: () => number;
  publicUrl: string;
  /** The desk's name and colour as customers see them. */
  brandOf(tx: Tx): Promise<Brand>;
  /** Ends a person's open connections, so that the browser comes back with the rights it has now. */
  endConnections(staffId: string): void;
};

export type Features = {
  auth: StaffAuth;
  email: Email;
  routes: HttpRoute<StaffSession>[];
  subscribers: TicketSubscriber[];
  jobs: JobHandlers;
  crontab: string;
  timers: TimerDeps;
};

/** Where customers are taken to read moments when they have no zone of their own. */

/** Every feature, once, with what it needs from its neighbours handed in. */
export async function buildFeatures(
  shared: Shared,
  createAuth: (sendMail: SendStaffMail) => Promise<StaffAuth>,
): Promise<Features> {
  const { desk, tickets, publicUrl, now, storage, brandOf } = shared;
  const { db, secretKey } = desk;
  const closing = { desk: tickets, secretKey, publicUrl, brandOf };
  const intake = intakeFeature({ desk: tickets, storage, now, timeZone: DESK_TIME_ZONE, markUndeliverable });
  const replies = repliesFeature({ desk: tickets, now, brandOf, timeZone: DESK_TIME_ZONE });
  const email = openEmail(desk, { intake, replies, storage, now, publicUrl, brandOf });
  const sendMail = staffMailBy(() => email);
  const auth = await createAuth(sendMail);
  const staff = { auth, publicUrl, brandOf, sendMail, endConnections: shared.endConnections };
  const ticketDeskDeps = {
    db,
    desk: tickets,
    storage,
    secretKey,
    now,
    acknowledgement: intake.acknowledgement,
    readRawMail: email.inbound.rawMail,
    faultOf: (error: unknown) => faultOf(desk.log, error),
  };
  const ticketDesk = ticketDeskFeature(ticketDeskDeps);
  const transfers = transferFeature({ desk: tickets });
  const callBacks = callBackFeature({ desk: tickets });
  const search = searchFeature(db, { secretKey, desk: tickets });
  const customers = customerFeature({ db, desk: tickets, now, customersChanged: reindex });
  const notifications = notificationsFeature({
    db,
    now,
    secretKey,
    publicUrl,
    publish: tickets.publish,
    sendMail: email.outgoing.sendSystemMail,
  });
  const webhooks = { db, desk: tickets, now, secretKey, publicUrl };
  const timers = timersOf(shared, effectPorts({ closing, notifications, ticketDesk: ticketDeskDeps, webhooks }));
  const parts: FeatureParts[] = [
    { routes: staffRoutes(staff), jobs: staffJobs({ db, now }), crontab: STAFF_CRONTAB },
    ...procedureParts(shared, sendMail),
    inboxFeature({ secretKey }),
    ticketDesk,
    transfers,
    callBacks,
    { routes: closingRoutes(closing) },
    { routes: gateRoutes({ desk: tickets }) },
    search,
    customers,
    { routes: scriptRoutes({ timeZone: DESK_TIME_ZONE, procedures: tickets.procedures }) },
    { routes: replies.routes },
    notifications,
    { jobs: webhookJobs(webhooks) },
    { jobs: timerJobs(timers, now) },
    mailboxPart(shared, email, sendMail),
    email.inbound,
    email.outgoing,
    { jobs: { forget_answers: () => forgetOldAnswers(db, now()) }, crontab: "41 * * * * forget_answers" },
  ];
  return {
    auth,
    email,
    ...joinParts(parts),
    subscribers: subscriptions({ tickets, transfers, callBacks, search, notifications, email }),
    timers,
  };
}

const timersOf = ({ desk: { db, log }, tickets }: Shared, ports: TimerDeps["ports"]): TimerDeps => ({
  db,
  desk: tickets,
  ports,
  onFailure: (ticketId, error) => log.error({ err: error, ticketId }, "a promise's effect failed"),
});

const mailboxPart = ({ desk: { db }, now, publicUrl }: Shared, email: Email, sendMail: SendStaffMail): FeatureParts =>
  mailboxFeature({
    db,
    now,
    sendMail,
    publicUrl,
    port: mailboxPort(() => email),
    failed: { ...email.inbound.failed, readRaw: email.inbound.rawMail, retry: email.inbound.retry },
  });

/** The procedure that runs, and the studio in which the next one is made. */
const procedureParts = ({ desk: { db }, tickets, now, publicUrl }: Shared, sendMail: SendStaffMail): FeatureParts[] => [
  procedureFeature({ db, now, desk: tickets }),
  studioFeature({
    db,
    now,
    timeZone: DESK_TIME_ZONE,
    desk: tickets,
    runHistory: runHistoryBy(db),
    sendMail,
    publicUrl,
  }),
];

/** How long a write may be repeated under its Idempotency-Key. */
const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;

const forgetOldAnswers = (db: Database, now: number) =>
  db.inTransaction((tx) => forgetAnswers(tx, now - ANSWERS_KEPT_MS));

/** What a feature or channel brings to the desk; every part of it may be absent. */
type FeatureParts = { routes?: HttpRoute<StaffSession>[]; jobs?: JobHandlers; crontab?: string };

function joinParts(parts: readonly FeatureParts[]): Required<FeatureParts> {
  return {
    routes: parts.flatMap(({ routes }) => routes ?? []),
    jobs: Object.assign({}, ...parts.map(({ jobs }) => jobs)) as JobHandlers,
    crontab: parts.flatMap(({ crontab }) => crontab ?? []).join("\n"),
  };
}
