import { expect, test } from "vitest";
import { studioDesk } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import type { StaffMail } from "../../core/staff/index.ts";
import { tellHeldBack } from "./tell-held-back.ts";

const { db } = await testDatabase();
const desk = await studioDesk(db, []);

test("administrators are told in their language what keeps a release's words back; nobody is told of nothing", async () => {
  await desk.addPerson("administrator", { email: "zh@desk.test" });
  const english = await desk.addPerson("administrator", { email: "en@desk.test" });
  await desk.addPerson("agent");
  await db.pool.query("update staff_member set language = 'en' where id = $1", [english.id]);
  const mails: StaffMail[] = [];
  const deps = {
    sendMail: async (_tx: unknown, mail: StaffMail) => void mails.push(mail),
    publicUrl: "https://desk.test",
  };
  await tellHeldBack(db.reading, deps);
  expect(mails).toEqual([]);
  await db.pool.query("update sop_version set held_back = $1", [
    JSON.stringify({ shippedDigest: "x", findings: 2, first: { zh: "没有 <b>", en: "no <b>" } }),
  ]);
  await tellHeldBack(db.reading, deps);
  expect(mails.map(({ to, text }) => [to, text.includes("没有 <b>"), text.includes("no <b>")]).toSorted()).toEqual([
    ["en@desk.test", false, true],
    ["zh@desk.test", true, false],
  ]);
  expect(mails[0]?.html).not.toContain("<b>");
  expect(mails[0]?.text).toContain("https://desk.test/studio");
});
