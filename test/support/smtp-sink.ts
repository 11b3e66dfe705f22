import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

export type SunkMail = { from: string; to: string[]; mail: ParsedMail; raw: string };

/** What the server says at the end of DATA or to a recipient; `hang`: nothing at all. `address`: only to this recipient. */
export type SinkMood =
  | "take"
  | "hang"
  | { at: "rcpt" | "data"; code: number; message: string; times?: number; address?: string };

export type SmtpSink = {
  url: string;
  mails: SunkMail[];
  mood(mood: SinkMood): void;
  close(): Promise<void>;
};

/** A mail server on loopback that keeps what it is given, or behaves badly on demand. */
export async function smtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  let mood: SinkMood = "take";
  const refusal = (at: "rcpt" | "data", address?: string): Error | null => {
    if (typeof mood === "string" || mood.at !== at) return null;
    if (mood.address !== undefined && mood.address !== address) return null;
    const error = Object.assign(new Error(mood.message), { responseCode: mood.code });
    if (mood.times !== undefined && --mood.times <= 0) mood = "take";
    return error;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      if (mood !== "hang") done(refusal("rcpt", address));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        const refused = refusal("data");
        if (refused) return done(refused);
        void simpleParser(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? "" : mailFrom.address;
          mails.push({ from, to: rcptTo.map((one) => one.address), mail, raw: raw.toString("utf8") });
          done();
        });
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mood: (next) => {
      mood = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
