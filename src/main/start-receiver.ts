import type { SmtpReceiver } from "../channels/email/index.ts";
import { listenProblem } from "../platform/config/index.ts";
import type { AssembledDesk } from "./assemble-desk.ts";

/** Opens the built-in receiver where it is asked for. @throws StartProblem */
export async function startReceiver({ desk, email }: AssembledDesk): Promise<SmtpReceiver | null> {
  const { inboundSmtp } = desk.settings;
  if (!inboundSmtp) return null;
  try {
    return await email.inbound.startReceiver(inboundSmtp);
  } catch (error) {
    throw listenProblem(error, { ...inboundSmtp, setting: "INBOUND_SMTP_PORT", hostSetting: "INBOUND_SMTP_HOST" });
  }
}
