import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { MAILBOX_ID, readMail } from "../support/inbound-mail.ts";
import { skipWithoutSharedData } from "../support/shared-data.ts";
import { testDesk } from "../support/test-desk.ts";
import { testIntake } from "../support/test-intake.ts";

const ADDRESS = "support@desk.example";
/** Two of the corpus are neither: ordinary spam with a person's address, kept there as "not a bounce". */
const NOT_AUTOMATIC = new Set(["spam-bogus-email-in-report.msg", "spam-with-image.msg"]);
let intake!: ReturnType<typeof testIntake>;
const desk = await testDesk((parts) => {
  intake = testIntake(parts);
  return [];
});
await desk.sql("insert into mailbox (id, name, address, kind) values ($1, '技术支持', $2, 'smtp')", [
  MAILBOX_ID,
  ADDRESS,
]);

test("bounces and automatic replies open no ticket, make no contact and get no answer", async (context) => {
  const folder = skipWithoutSharedData(context, "mail/bounces/corpus");
  const opened: string[] = [];
  let taken = 0;
  for (const name of (await readdir(folder)).filter((one) => !NOT_AUTOMATIC.has(one)).toSorted()) {
    const raw = await readFile(path.join(folder, name));
    const message = readMail({ raw, receivedAt: desk.clock.now(), secret: desk.secretKey });
    const end = await desk.db.inTransaction((tx) => intake.takeIn(tx, message));
    taken++;
    if (end.outcome === "opened") opened.push(name);
  }
  process.stdout.write(`bounces: ${taken - opened.length} of ${taken} opened nothing\n`);
  expect(opened).toEqual([]);
  expect(await desk.sql("select 1 from message where direction = 'out'")).toEqual([]);
  expect(await desk.sql("select 1 from contact")).toEqual([]);
});
