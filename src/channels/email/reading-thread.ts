import { parentPort } from "node:worker_threads";
import type { InboundMessage, UnreadableReason } from "../../domain/channel/inbound-message.ts";
import { toInboundMessage, toUnreadMessage, type MailContext } from "./to-inbound-message.ts";

/** `unread`: only the head is wanted, because reading the whole went beyond this bound. */
export type ToRead = Omit<MailContext, "raw"> & { raw: Uint8Array; unread: UnreadableReason | null };

export type ReadAnswer =
  | { type: "ready" }
  | { type: "read"; message: InboundMessage }
  | { type: "failed"; reason: string };

/** A thread that reads the mails it is sent, one after the other, and answers in their order. */
parentPort?.on("message", (asked: ToRead) => {
  try {
    const message = read(asked);
    const contents = message.attachments.map(({ content }) => content.buffer as ArrayBuffer);
    parentPort?.postMessage({ type: "read", message } satisfies ReadAnswer, contents);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ type: "failed", reason } satisfies ReadAnswer);
  }
});
parentPort?.postMessage({ type: "ready" } satisfies ReadAnswer);

function read({ unread, ...asked }: ToRead): InboundMessage {
  const context = { ...asked, raw: Buffer.from(asked.raw.buffer) };
  const message = unread === null ? toInboundMessage(context) : toUnreadMessage(context, unread);
  // Each file in memory of its own, so that it can be handed over without a copy.
  const attachments = message.attachments.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
  return { ...message, attachments };
}
