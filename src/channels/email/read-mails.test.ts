import { afterAll, expect, test } from "vitest";
import { mailReader, type ReadBounds } from "./read-mails.ts";
import { MAILBOX_ID, mailContext } from "../../../test/support/inbound-mail.ts";

const HOSTILE = new URL("../../../test/support/hostile-reading-thread.ts", import.meta.url);
const BOUNDS: ReadBounds = { tickMs: 20, startTicksMax: 3_000, readTicksMax: 50, idleTicksMax: 50_000, heapMbMax: 64 };
const TIMEOUT = { timeout: 120_000 };

const reader = mailReader(BOUNDS, HOSTILE);
afterAll(() => reader.stop());

const mail = (subject: string) =>
  mailContext({
    raw: Buffer.from(
      `From: 王伟 <wang@customer.example>\r\nSubject: ${subject}\r\nMessage-ID: <1@x.y>\r\n\r\n${subject}\r\n`,
    ),
    envelope: { from: "bounces@customer.example", to: ["support@desk.example"], remoteAddress: null, helo: null },
  });

test("mails are read in a thread, their files as they are", TIMEOUT, async () => {
  const message = await reader.read(mail("plain"));
  expect(message).toMatchObject({ subject: "plain", text: "plain", unreadable: null, mailboxId: MAILBOX_ID });
});

test.each([
  ["endless", "takes_too_long"],
  ["greedy", "takes_too_much_memory"],
])(
  "a mail that is %s comes as an unreadable one with its raw file, and holds up none behind it",
  TIMEOUT,
  async (subject, why) => {
    const subjects = ["before", subject, "behind", "far behind"];
    // Where the memory is to end first, time does not.
    const by = why === "takes_too_long" ? reader : mailReader({ ...BOUNDS, readTicksMax: 5_000 }, HOSTILE);
    const read = await Promise.all(subjects.map((one) => by.read(mail(one))));
    await by.stop();
    expect(read.map((one) => [one.subject, one.unreadable])).toEqual(
      subjects.map((one) => [one, one === subject ? why : null]),
    );
    expect(read[1]!.from).toEqual({ address: "wang@customer.example", name: "王伟" });
    const [file] = read[1]!.attachments;
    expect(file).toMatchObject({ name: "original.eml", type: "message/rfc822" });
    expect(Buffer.from(file!.content)).toEqual(mail(subject).raw);
  },
);

test("one whose head does not end either is known by its envelope alone", TIMEOUT, async () => {
  const [message, behind] = await Promise.all([reader.read(mail("endless to the last")), reader.read(mail("behind"))]);
  expect(message).toMatchObject({
    unreadable: "takes_too_long",
    subject: "",
    from: { address: "bounces@customer.example" },
  });
  expect(Buffer.from(message.attachments[0]!.content)).toEqual(mail("endless to the last").raw);
  expect(behind.unreadable).toBeNull();
});

test("an idle thread ends, and the next mail starts another", TIMEOUT, async () => {
  const brief = mailReader({ ...BOUNDS, idleTicksMax: 1 });
  expect((await brief.read(mail("one"))).subject).toBe("one");
  await expect.poll(() => brief.isRunning(), { timeout: 60_000 }).toBe(false);
  expect((await brief.read(mail("two"))).subject).toBe("two");
  await brief.stop();
});

test("a thread that cannot start blames no mail", TIMEOUT, async () => {
  const broken = mailReader(BOUNDS, new URL("./no-such-program.ts", import.meta.url));
  await expect(broken.read(mail("one"))).rejects.toThrow("no-such-program");
  await broken.stop();
});
