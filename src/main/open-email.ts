import { createHmac } from "node:crypto";
import { DELIVER_MESSAGE_JOB } from "../core/tickets/index.ts";
import type { StaffMail } from "../core/staff/index.ts";
import { emailChannel, type EmailChannel } from "../channels/email/index.ts";
import { outgoingMail, type OutgoingMailChannel } from "../channels/email/outgoing-mail.ts";
import type { Brand } from "../domain/brand/desk-colour.ts";
import type { Intake } from "../features/intake/index.ts";
import type { Replies } from "../features/replies/index.ts";
import type { Storage } from "../platform/storage/index.ts";
import type { Tx } from "../platform/transaction.ts";
import type { Desk } from "./open-desk.ts";

const INSTANCE_ID_CHARS = 16;

export type Email = { inbound: EmailChannel; outgoing: OutgoingMailChannel };

/** The e-mail channel, both halves, on what the desk takes in and sends. */
export function openEmail(
  desk: Desk,
  on: {
    intake: Intake;
    replies: Replies;
    storage: Storage;
    now: () => number;
    publicUrl: string;
    brandOf: (tx: Tx) => Promise<Brand>;
  },
): Email {
  const shared = { db: desk.db, secret: desk.secretKey, instanceId: instanceIdOf(desk.secretKey), now: on.now };
  const inbound = emailChannel({
    ...shared,
    takeIn: on.intake.takeIn,
    log: (level, message, detail) => desk.log[level](detail ?? {}, message),
  });
  return {
    inbound,
    outgoing: outgoingMail({
      ...shared,
      accessToken: inbound.accessToken,
      desk: on.replies,
      storage: on.storage,
      jobName: DELIVER_MESSAGE_JOB,
      brandOf: on.brandOf,
      smtpUrl: desk.settings.smtpUrl,
      fallbackAddress: `desk@${new URL(on.publicUrl).hostname}`,
    }),
  };
}

/** The same on every node of a desk, and no other desk's: what its mails carry so that loops are known. */
const instanceIdOf = (secretKey: string): string =>
  createHmac("sha256", secretKey).update("instance").digest("hex").slice(0, INSTANCE_ID_CHARS);

/** Invitations and password resets, as mails of the desk itself. */
export const staffMailBy =
  (email: () => Email) =>
  (tx: Tx, mail: StaffMail): Promise<void> =>
    email().outgoing.sendSystemMail(tx, {
      ...mail,
      language: /\p{Script=Han}/u.test(mail.subject) ? "zh" : "en",
      purpose: "account",
    });
