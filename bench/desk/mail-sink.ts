import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type MailSink = { url: string; taken(): number; stop(): Promise<void> };

/** Takes every mail that the desk sends and forgets it. */
export async function startMailSink(): Promise<MailSink> {
  let taken = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on("end", () => {
        taken += 1;
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
