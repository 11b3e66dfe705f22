import { createConnection, type Socket } from "node:net";

/** One connection of a mail server that has much to send. */
export type SmtpLine = { send(from: string, to: string, raw: string): Promise<void>; close(): void };

/** @throws Error with the answer when it is not the one that goes on */
export async function smtpLine(port: number): Promise<SmtpLine> {
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  const answers = answersOf(socket);
  const ask = async (line: string | null, code: string) => {
    if (line !== null) socket.write(line);
    const answer = await answers();
    if (!answer.startsWith(code)) throw new Error(`asked ${line?.slice(0, 60) ?? "nothing"}, answered ${answer}`);
  };
  await ask(null, "220");
  await ask("EHLO bench.example\r\n", "250");
  return {
    send: async (from, to, raw) => {
      await ask(`MAIL FROM:<${from}>\r\n`, "250");
      await ask(`RCPT TO:<${to}>\r\n`, "250");
      await ask("DATA\r\n", "354");
      await ask(`${raw.replace(/^\./gm, "..")}\r\n.\r\n`, "250");
    },
    close: () => socket.end("QUIT\r\n"),
  };
}

function answersOf(socket: Socket): () => Promise<string> {
  let text = "";
  let wake: (() => void) | null = null;
  let failure: Error | null = null;
  socket.on("data", (chunk) => {
    text += chunk.toString();
    wake?.();
  });
  socket.on("error", (error) => {
    failure = error;
    wake?.();
  });
  socket.on("close", () => {
    failure ??= new Error("the connection was closed");
    wake?.();
  });
  return async () => {
    for (;;) {
      // The last line of an answer has a blank after its code.
      const whole = /^(?:\d{3}-[^\n]*\n)*(\d{3} [^\n]*)\r\n/.exec(text);
      if (whole) {
        text = text.slice(whole[0].length);
        return whole[1]!;
      }
      if (failure) throw failure;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
}
