import { listenProblem } from "../platform/config/index.ts";
import type { AssembledDesk } from "./assemble-desk.ts";

export type MailDoors = { smtpPort: number | null; close(): Promise<void> };

/** Opens the doors that mail comes in by: the built-in receiver and the IMAP mailboxes. @throws StartProblem */
export async function startMail({ desk, email }: AssembledDesk): Promise<MailDoors> {
  const { inboundSmtp } = desk.settings;
  const receiver = inboundSmtp && (await openReceiver(email.inbound.startReceiver(inboundSmtp), inboundSmtp));
  const polling = email.inbound.startPolling();
  return {
    smtpPort: receiver?.port ?? null,
    close: async () => {
      await polling.stop();
      await receiver?.stop();
    },
  };
}

async function openReceiver<T>(opening: Promise<T>, at: { host: string; port: number }): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    throw listenProblem(error, { ...at, setting: "INBOUND_SMTP_PORT", hostSetting: "INBOUND_SMTP_HOST" });
  }
}
