import { connect, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { sendMail } from "../../src/channels/email/send-mail.ts";
import { connectImap } from "../../src/channels/email/connect-imap.ts";
import { DESK_ADDRESS, liveDesk, until } from "../support/live-desk.ts";
import { badServer, type BadMood, type BadServer } from "./bad-server.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, plainMail, type Acknowledged } from "./outside-world.ts";

/** Far longer than any bound that a test sets, on a machine that stands still for seconds; without a bound it never ends. */
const ENDED_WITHIN_MS = 30_000;
const MEMORY_GROWTH_BYTES_MAX = 200 * 1024 * 1024;
const MANY_KILOBYTES = "x".repeat(64 * 1024);

const open: BadServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function bad(mood: BadMood): Promise<number> {
  const server = await badServer(mood);
  open.push(server);
  return server.port;
}

/** Ends in time, and without eating the machine. */
async function bounded<T>(work: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const done = await work();
  expect(performance.now() - began).toBeLessThan(ENDED_WITHIN_MS);
  expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY_GROWTH_BYTES_MAX);
  return done;
}

describe("a server that we send mail by", () => {
  const times = { connectMsMax: 500, greetingMsMax: 500, silenceMsMax: 500, dialogueMsMax: 1_000 };
  const moods: [string, BadMood][] = [
    ["says nothing", { kind: "hang" }],
    ["greets and says nothing more", { kind: "hang", greeting: "220 hi\r\n" }],
    ["resets", { kind: "reset" }],
    ["greets and resets", { kind: "reset", greeting: "220 hi\r\n" }],
    ["speaks nonsense", { kind: "nonsense" }],
    ["greets and speaks nonsense", { kind: "nonsense", greeting: "220 hi\r\n" }],
    ["sends one line without end", { kind: "endless", piece: MANY_KILOBYTES, everyMs: 0 }],
    ["sends an answer of lines without end", { kind: "endless", piece: `220-${"y".repeat(500)}\r\n`, everyMs: 0 }],
    ["drips", { kind: "endless", greeting: "220 hi\r\n", piece: "250-z\r\n", everyMs: 20 }],
  ];
  test.each(moods)("%s: the mail waits for another attempt", { timeout: 240_000 }, async (_, mood) => {
    const smtpUrl = `smtp://127.0.0.1:${await bad(mood)}`;
    const mail = { from: DESK_ADDRESS, to: "a@b.example", subject: "s", text: "t" };
    const end = await bounded(() => sendMail(null, mail, { smtpUrl, times, accessToken: async () => "" }));
    expect(end.kind).toBe("later");
  });
});

describe("a server that we fetch mail from", () => {
  const moods: [string, BadMood][] = [
    ["says nothing", { kind: "hang" }],
    ["greets and says nothing more", { kind: "hang", greeting: "* OK hi\r\n" }],
    ["resets", { kind: "reset" }],
    ["greets and resets", { kind: "reset", greeting: "* OK hi\r\n" }],
    ["speaks nonsense", { kind: "nonsense", greeting: "* OK hi\r\n" }],
    ["sends one line without end", { kind: "endless", greeting: "* OK hi\r\n", piece: MANY_KILOBYTES, everyMs: 0 }],
    [
      "sends lines without end",
      { kind: "endless", greeting: "* OK hi\r\n", piece: `* OK ${"y".repeat(500)}\r\n`, everyMs: 0 },
    ],
    [
      "announces a literal without end",
      { kind: "endless", greeting: "* OK hi\r\n", piece: "* X {9999999999}\r\n", everyMs: 0 },
    ],
    ["drips", { kind: "endless", greeting: "* OK hi\r\n", piece: "* OK z\r\n", everyMs: 20 }],
  ];
  test.each(moods)("%s: signing in ends", { timeout: 240_000 }, async (_, mood) => {
    const port = await bad(mood);
    const settings = {
      host: "127.0.0.1",
      port,
      security: "none" as const,
      user: "u",
      folder: "INBOX",
      auth: { kind: "password" as const, password: "p" },
    };
    await bounded(() =>
      expect(connectImap({ accessToken: async () => "", signInMsMax: 400 }, settings)).rejects.toThrow(),
    );
  });
});

describe("somebody who sends us mail", () => {
  let desk!: Awaited<ReturnType<typeof liveDesk>>;
  const told: Acknowledged = new Set();
  beforeAll(async () => {
    desk = await liveDesk({ environment: { LOG_LEVEL: "silent" } });
  });

  const dialogue = async (words: string): Promise<Socket> => {
    const socket = connect(desk.smtpPort, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.resume();
    await new Promise((resolve) => socket.once("data", resolve));
    socket.write(words);
    return socket;
  };
  const toData = `EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<${DESK_ADDRESS}>\r\nDATA\r\n`;
  const flood = (socket: Socket) => {
    const pump = () => {
      while (!socket.destroyed && socket.write(MANY_KILOBYTES));
      if (!socket.destroyed) socket.once("drain", pump);
    };
    pump();
  };

  test(
    "hangs, resets, speaks nonsense or sends without end: others' mail comes in meanwhile, and nothing of theirs is kept",
    { timeout: 360_000 },
    async () => {
      const before = process.memoryUsage().rss;
      const sockets: Socket[] = [];
      for (let at = 0; at < 20; at++) sockets.push(await dialogue("EHLO x\r\nMAIL FR"));
      for (let at = 0; at < 5; at++) sockets.push(await dialogue(`${toData}${plainMail("hung").slice(0, 60)}`));
      for (const socket of [await dialogue(`${toData}${plainMail("broken-off")}`), await dialogue(toData)])
        socket.resetAndDestroy();
      const nonsense = await dialogue(`\u0000\u0001\u0002${"?".repeat(5_000)}\r\n.\r\n\r\nDATA\r\nRCPT\r\n`);
      const line = await dialogue("EHLO ");
      flood(line);
      const data = await dialogue(`${toData}Subject: endless\r\n\r\n`);
      flood(data);
      await until(() => data.bytesWritten > 80 * 1024 * 1024);
      await Promise.all(Array.from({ length: 5 }, (_, at) => mailUntilTaken(desk.smtpPort, `good${at}`, told)));
      expect(process.memoryUsage().rss - before).toBeLessThan(2 * MEMORY_GROWTH_BYTES_MAX);
      await until(() => line.destroyed || line.readableEnded);
      for (const socket of [...sockets, nonsense, data]) socket.destroy();
      await everythingStands(desk, told);
    },
  );
});
