import { createHash } from "node:crypto";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { DemoContact } from "./make-customers.ts";
import type { Scene } from "./scene.ts";

export type Writing = {
  from: DemoContact;
  subject: string;
  text: string;
  /** The ticket that it answers; null opens one. */
  ticketId: string | null;
  log?: boolean;
};

/** A customer's mail as the e-mail channel hands it to the desk; no raw file was kept of it. */
export function asInbound(scene: Scene, writing: Writing): InboundMessage {
  const { from, subject, text, ticketId } = writing;
  const { clock } = scene.world;
  const { team, story, random } = scene;
  const id = createHash("sha256").update(`${story.seed} ${random.share()} ${text}`).digest("hex").slice(0, 24);
  const party = { address: from.email, name: from.name };
  const body = { text, html: null };
  return {
    channel: "email",
    externalId: `<${id}@${from.email.split("@")[1]}>`,
    from: party,
    replyTo: null,
    to: [{ address: team.address, name: "" }],
    cc: [],
    subject: ticketId === null ? subject : `Re: ${subject}`,
    subjectStripped: subject,
    receivedAt: clock.now,
    text,
    html: null,
    visible: body,
    quoted: null,
    attachments: writing.log ? [logFile(scene)] : [],
    signedTicketId: ticketId,
    references: [],
    subjectToken: null,
    automatic: { isAutomatic: false, reason: null, mayAcknowledge: true, mayOpenTicket: true, isOwn: false },
    bounce: null,
    senderVerified: "pass",
    language: from.language,
    unreadable: null,
    rawId: null,
    mailboxId: team.mailboxId,
  };
}

const LOG_LINES = 24;

function logFile({ story, world, random }: Scene): InboundMessage["attachments"][number] {
  const { code, serial, version } = story.values;
  const lines = Array.from({ length: LOG_LINES }, (_, at) => {
    const moment = new Date(world.clock.now - (LOG_LINES - at) * 7_000).toISOString();
    const level =
      at % 6 === 5 ? `ERROR ${code} settle failed` : random.pick(["INFO  sync ok", "DEBUG queue 0", "WARN  retry 1"]);
    return `${moment} [QM-${serial}] ${version} ${level}`;
  });
  const content = Buffer.from(`${lines.join("\n")}\n`);
  return {
    name: `qiming-${serial}.log`,
    type: "text/plain",
    sizeBytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    cid: null,
    inline: false,
    content,
  };
}
