import { afterAll, expect, test } from "vitest";
import { DELIVER_MESSAGE_JOB } from "../../src/core/tickets/index.ts";
import { liveDesk, until } from "../support/live-desk.ts";
import { badServer } from "./bad-server.ts";
import { offerMail } from "./outside-world.ts";

const desk = await liveDesk();
const mute = await badServer({ kind: "hang" });
afterAll(() => mute.close());
const rows = async <T extends object>(question: string) => (await desk.db.pool.query<T>(question)).rows;

test("the mailbox that a dead worker read is free once it is taken off the list", async () => {
  const readers = () => rows<{ lease_holder: string | null }>("select lease_holder from mailbox_progress");
  await desk.db.pool.query("insert into worker_process (id, seen_at) values ('dead', now() - interval '1 hour')");
  await desk.db.pool.query(
    "update mailbox_progress set lease_holder = 'dead', lease_until = now() + interval '1 hour'",
  );
  expect(await readers()).toEqual([{ lease_holder: "dead" }]);
  await until(async () => (await rows("select from worker_process where id <> 'dead'")).length === 1);
  await desk.db.pool.query("update worker_process set steady_since = now() - interval '1 hour' where id <> 'dead'");
  await until(async () => (await readers())[0]!.lease_holder === null);
});

test("a letter under way stands in its worker's name, and is free for others once that worker is gone", async () => {
  const mailbox = (await rows<{ id: string }>("select id from mailbox"))[0]!;
  await desk.db.inTransaction((tx) =>
    desk.email.outgoing.saveSettings(tx, mailbox.id, {
      smtp: { host: "127.0.0.1", port: mute.port, security: "none", user: null, auth: "password" },
      dkim: null,
    }),
  );
  expect(await offerMail(desk.smtpPort, "waiting")).toBe(250);
  await desk.db.inTransaction((tx) =>
    desk.email.outgoing.sendSystemMail(tx, {
      to: "new@desk.example",
      subject: "邀请",
      text: "",
      html: "",
      language: "zh",
      purpose: "invitation",
    }),
  );
  const held = () =>
    rows<{ holder: string }>(`select lease_holder as holder from mail_delivery where lease_until is not null
      union all select lease_holder from system_mail where lease_until is not null`);
  const [worker] = await until(async () => {
    const found = await rows<{ id: string }>("select id from worker_process");
    return found.length > 0 && found;
  });
  await until(async () => (await held()).length === 2);
  expect(await held()).toEqual([{ holder: worker!.id }, { holder: worker!.id }]);

  await desk.db.inTransaction((tx) => desk.email.outgoing.freeLettersOf(tx, ["another"]));
  expect(await held()).toHaveLength(2);
  await desk.db.inTransaction((tx) => desk.email.outgoing.freeLettersOf(tx, ["another", worker!.id]));
  expect(await held()).toEqual([]);
  const [letter] = await rows<{ id: string }>("select message_id as id from mail_delivery");
  const again = { number: 2, max: 25, worker: "another" };
  const underWay = desk.email.outgoing.jobs[DELIVER_MESSAGE_JOB]!({ messageId: letter!.id }, again);
  await until(async () => (await held()).length === 1);
  expect(await held()).toEqual([{ holder: "another" }]);
  await mute.close();
  await underWay;
});
