import { expect, test } from "vitest";
import { versionRoutes } from "../../src/features/studio/version-routes.ts";
import { FASTER_P1, studioDesk } from "../support/studio-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const { db } = await testDatabase();
const desk = await studioDesk(db, versionRoutes());
const { ask } = desk;
const admin = await desk.addPerson("administrator", { name: "甲" });
const owner = await desk.owner("agent", "乙");

const V = "/procedure-versions";
async function draft(layer: string): Promise<string> {
  const { body } = await ask(admin, "POST", V, { reason: "试一试" });
  const { id } = body.version;
  await change(id, layer, 1);
  return id;
}
async function change(id: string, text: string, revision: number) {
  expect((await ask(admin, "PUT", `${V}/${id}/layer`, { text, revision })).status).toBe(200);
  expect((await ask(admin, "POST", `${V}/${id}/check`)).body.version.status).toBe("checked");
}
const propose = (id: string) => ask(admin, "POST", `${V}/${id}/proposal`, { reason: "客户要求" });

test("a proposal exchanged behind the approver's page is not approved: it was not what he read", async () => {
  const id = await draft(FASTER_P1);
  const read = (await propose(id)).body.version.revision;
  expect((await ask(admin, "DELETE", `${V}/${id}/proposal`)).status).toBe(200);
  await change(id, FASTER_P1.replace("20m", "29m"), read);
  await propose(id);
  const stale = await ask(owner, "POST", `${V}/${id}/approval?revision=${read}`);
  expect([stale.status, stale.body.code]).toEqual([409, "conflict"]);
  const fresh = await ask(owner, "POST", `${V}/${id}/approval?revision=${read + 1}`);
  expect(fresh.body.version.status).toBe("published");
});

test("an approval that does not say which revision was read is refused with a sentence", async () => {
  const id = await draft(FASTER_P1.replace("20m", "28m"));
  await propose(id);
  for (const query of ["", "?revision=", "?revision=latest"]) {
    const said = await ask<{ detail: string }>(owner, "POST", `${V}/${id}/approval${query}`);
    expect([said.status, said.body.code]).toEqual([400, "approval_without_revision"]);
    expect(said.body.detail).toBe("批准时没有说明读过的是哪一次修改。");
  }
  expect((await ask(admin, "GET", `${V}/${id}`)).body.version.status).toBe("checked");
});

test("one person with two accounts of one mailbox does not approve what he proposed or changed last", async () => {
  const email = (account: string) => admin.email.replace("@", `+${account}@`);
  const twin = await desk.addPerson("administrator", { email: email("2") });
  const id = await draft(FASTER_P1.replace("20m", "27m"));
  const { revision } = (await propose(id)).body.version;
  const approve = (person: typeof admin) => ask(person, "POST", `${V}/${id}/approval?revision=${revision}`);
  const refused = await approve(twin);
  expect([refused.status, refused.body.code]).toEqual([403, "same_person_approves"]);
  const third = await desk.owner("agent", "丙");
  await db.pool.query("update sop_version set proposed_by = $1 where id = $2", [third.id, id]);
  expect((await approve(twin)).body.code).toBe("last_changer_approves");
  await db.pool.query("update sop_version set proposed_by = $1 where id = $2", [admin.id, id]);
  expect((await approve(owner)).body.version.status).toBe("published");
});

test("where the only other owner is the same person's second account, nobody else can approve, and that is said", async () => {
  await desk.addPerson("administrator", { email: admin.email.replace("@", "+3@") });
  const id = await draft(FASTER_P1.replace("20m", "26m"));
  await db.pool.query("update staff_member set is_sop_owner = false");
  expect((await propose(id)).body.code).toBe("nobody_else_approves");
  await db.pool.query("update staff_member set is_sop_owner = true where id = $1", [owner.id]);
});

const SECRET = "key-of-the-robot";
const CALLING = FASTER_P1.replace(
  "on_warn: [{ notify: owner }]",
  `on_warn: [{ notify: owner }, { webhook: "https://robot.example/send/${SECRET}?token=${SECRET}" }]`,
);

test("the secret in a webhook's address is for those who write the procedure, not for those who read it", async () => {
  const id = await draft(CALLING);
  const token = await desk.addToken(admin.id, ["sop.read"]);
  const readers = [await desk.addPerson("agent"), await desk.addPerson("viewer"), { headers: token }];
  for (const path of [`${V}/${id}`, `${V}/${id}/differences`]) {
    for (const reader of readers) {
      const answer = await ask(reader, "GET", path);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).toContain("robot.example");
      expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    }
    expect(JSON.stringify((await ask(owner, "GET", path)).body)).toContain(SECRET);
  }
});
