import { expect, test } from "vitest";
import { FASTER_P1, studioDesk } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { parsePack } from "../../contract/pack-schema.ts";
import type { VersionDetail, VersionShape } from "../../contract/studio-routes.ts";
import { createProcedures } from "../../core/sop/index.ts";
import { versionRoutes } from "./version-routes.ts";

const { db } = await testDatabase();
const desk = await studioDesk(db, versionRoutes());
const { ask } = desk;
const admin = await desk.addPerson("administrator", { name: "甲" });
const owner = await desk.owner("agent", "乙");
const lead = await desk.owner("supervisor", "丙");

const V = "/procedure-versions";
const begin = async (layer?: string): Promise<VersionDetail> => {
  const { body } = await ask(admin, "POST", V, { reason: "试一试" });
  if (layer === undefined) return body;
  const saved = await ask(admin, "PUT", `${V}/${body.version.id}/layer`, { text: layer, revision: 1 });
  expect(saved.status).toBe(200);
  return saved.body;
};
const checked = async (layer: string): Promise<string> => {
  const { id } = (await begin(layer)).version;
  const { body } = await ask(admin, "POST", `${V}/${id}/check`);
  expect(body.findings).toEqual([]);
  expect(body.version.status).toBe("checked");
  return id;
};
/** Approves what he reads at that moment. */
const approve = async (person: typeof admin, id: string) => {
  const { version } = (await ask(admin, "GET", `${V}/${id}`)).body;
  return ask(person, "POST", `${V}/${id}/approval?revision=${version.revision}`);
};
const code = (said: { body: { code?: string } }) => said.body.code;
const trail = async (id: string) =>
  (
    await ask<{ items: { action: string; by: { name: string } | null; reason: string }[] }>(
      admin,
      "GET",
      `${V}/${id}/trail`,
    )
  ).body.items;

test("from draft to published by a second person, and back: every step is in the trail (REQ: TR-04)", async () => {
  const id = await checked(FASTER_P1);
  const differences = await ask<{ items: { section: string; id: string; says: { zh: string } }[] }>(
    lead,
    "GET",
    `${V}/${id}/differences`,
  );
  expect(differences.body.items).toMatchObject([
    { section: "promises", id: "c.first-response.p1", says: { zh: expect.stringContaining("30 分钟 → 20 分钟") } },
  ]);
  expect((await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "客户要求" })).body.version.proposed).toMatchObject(
    {
      by: { name: "甲" },
      reason: "客户要求",
    },
  );
  expect(code(await approve(admin, id))).toBe("same_person_approves");
  desk.clock.advance(60_000);
  const published = await approve(owner, id);
  expect(published.body.version).toMatchObject({ status: "published", approvedBy: { name: "乙" }, reason: "客户要求" });
  const { items } = (await ask<{ items: VersionShape[] }>(admin, "GET", V)).body;
  expect(items.map(({ status }) => status).toSorted()).toEqual(["published", "retired"]);

  const procedure = await createProcedures(() => 0).published(db.reading);
  expect(procedure.line("c.first-response.p1")?.target).toEqual({ type: "within", ms: 20 * 60_000 });

  const shipped = items.find(({ isShipped }) => isShipped)!;
  expect(code(await ask(admin, "POST", `${V}/${id}/restoration`, { reason: "x" }))).toBe("version_not_retired");
  const back = await ask(admin, "POST", `${V}/${shipped.id}/restoration`, { reason: "先回退" });
  expect(back.body.version).toMatchObject({ status: "published", retiredAt: null });
  expect((await trail(id)).map(({ action, by }) => `${action} ${by?.name}`)).toEqual([
    "retired 甲",
    "published 乙",
    "proposed 甲",
    "checked 甲",
    "changed 甲",
    "begun 甲",
  ]);
  const audit = await db.pool.query("select count(*)::int as n from audit_entry where action like 'procedure.%'");
  expect(audit.rows[0].n).toBeGreaterThanOrEqual(7);
});

test("the published version's parts say where they come from, the layer is what was typed", async () => {
  const { body } = await ask(admin, "GET", `${V}/${(await begin(FASTER_P1)).version.id}`);
  expect(body.layer).toBe(FASTER_P1);
  expect(body.origins["promises[c.first-response.p1]"]).toBe("desk");
  expect(body.origins["promises[c.first-response.p0]"]).toBe("service-centre");
  expect(body.overrides).toContainEqual(expect.objectContaining({ id: "c.first-response.p1", by: "desk" }));
  expect(parsePack(body.document).ok).toBe(true);
  expect(body.pack).not.toBeNull();
});

test("words that are wrong are kept, marked with their line, and not checked", async () => {
  const wrong = "promises:\n  - id: ours\n    metric: no_such\n    within: 5m\n    calendar: always\n    source: x\n";
  const draft = await begin(wrong);
  expect(draft).toMatchObject({ layer: wrong, pack: null });
  expect(draft.findings).toMatchObject([{ place: "promises[ours].metric", line: 3, column: 5 }]);
  const after = await ask(admin, "POST", `${V}/${draft.version.id}/check`);
  expect(after.body.version.status).toBe("draft");
  expect((await trail(draft.version.id))[0]?.action).toBe("check_failed");
  expect(code(await ask(admin, "POST", `${V}/${draft.version.id}/proposal`, { reason: "x" }))).toBe(
    "version_not_checked",
  );
  const unreadable = await ask(admin, "PUT", `${V}/${draft.version.id}/layer`, { text: "a: [", revision: 2 });
  expect(unreadable.body).toMatchObject({ layer: "a: [", document: null, findings: [{ code: "yaml" }] });
  expect(code(await ask(admin, "GET", `${V}/${draft.version.id}/differences`))).toBe("pack_invalid");
});

test("two tabs: who saw an older revision does not overwrite the newer", async () => {
  const { version } = await begin();
  const save = (text: string) => ask(admin, "PUT", `${V}/${version.id}/layer`, { text, revision: 1 });
  const [one, two] = await Promise.all([save("tags: []"), save("gates: []")]);
  expect([one, two].map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect([code(one), code(two)]).toContain("conflict");
  expect((await ask(admin, "GET", `${V}/${version.id}`)).body.version.revision).toBe(2);
});

test("items are written, taken back and taken away in the words, which stay as they were typed", async () => {
  const { version } = await begin(FASTER_P1);
  const item = { name: { zh: "重点", en: "Key" } };
  const put = await ask(owner, "PUT", `${V}/${version.id}/items/tags/key`, { item, revision: 2 });
  expect(put.body.layer).toContain("within: 20m # not 30");
  expect(put.body.layer).toContain("tags:\n  - id: key\n    name: { zh: 重点, en: Key }");
  expect(put.body.findings).toEqual([]);
  const drop = (path: string, revision: number) =>
    ask(owner, "DELETE", `${V}/${version.id}/items/${path}${path.includes("?") ? "&" : "?"}revision=${revision}`);
  const away = await drop("promises/c.first-response.p1?takeAway=true", 3);
  expect(away.body.layer).toContain("without:\n  promises:\n    - c.first-response.p1");
  const pack = away.body.document as { promises: { id: string }[] };
  expect(pack.promises.some(({ id }) => id === "c.first-response.p1")).toBe(false);
  const again = await drop("promises/c.first-response.p1", 4);
  expect(again.body.layer).not.toContain("without");
  expect(code(await drop("promises/c.first-response.p1", 5))).toBe("item_not_own");
  expect(code(await drop("tags/key", 4))).toBe("conflict");
});

test("who changed it last cannot approve, and a change ends the proposal", async () => {
  const id = await checked(FASTER_P1);
  expect((await ask(owner, "POST", `${V}/${id}/proposal`, { reason: "x" })).status).toBe(200);
  expect(code(await approve(admin, id))).toBe("last_changer_approves");
  expect(code(await approve(owner, id))).toBe("same_person_approves");
  const changed = await ask(lead, "PUT", `${V}/${id}/layer`, { text: `${FASTER_P1}# more\n`, revision: 2 });
  expect(changed.body.version).toMatchObject({ status: "draft", proposed: null });
  expect(code(await approve(admin, id))).toBe("version_not_proposed");
});

test("a proposal is returned with a reason", async () => {
  const id = await checked(FASTER_P1);
  await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "x" });
  const back = await ask(lead, "DELETE", `${V}/${id}/proposal?reason=${encodeURIComponent("太短")}`);
  expect(back.body.version).toMatchObject({ status: "draft", proposed: null });
  expect((await trail(id))[0]).toMatchObject({ action: "withdrawn", reason: "太短", by: { name: "丙" } });
});

test("two approve at once: it is published once; two versions at once: one is published, one retired", async () => {
  const id = await checked(FASTER_P1);
  await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "x" });
  const both = await Promise.all([owner, lead].map((person) => approve(person, id)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(both.map(code)).toContain("version_not_proposed");
  expect((await trail(id)).filter(({ action }) => action === "published")).toHaveLength(1);

  const ids = [await checked(FASTER_P1.replace("20m", "21m")), await checked(FASTER_P1.replace("20m", "22m"))];
  for (const one of ids) await ask(admin, "POST", `${V}/${one}/proposal`, { reason: "x" });
  const two = await Promise.all([approve(owner, ids[0] ?? ""), approve(lead, ids[1] ?? "")]);
  expect(two.map(({ status }) => status)).toEqual([200, 200]);
  const published = await db.pool.query("select count(*)::int as n from sop_version where status = 'published'");
  expect(published.rows[0]).toEqual({ n: 1 });
});

test("what ships or a calendar changed since the check: it is checked again before it goes out", async () => {
  const id = await checked(FASTER_P1.replace("calendar: always", "calendar: cn-office"));
  await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "x" });
  const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await db.pool.query("update working_calendar set definition = definition || $1 where id = 'cn-office'", [
    JSON.stringify({ weekly: closed, exceptions: [] }),
  ]);
  expect(code(await approve(owner, id))).toBe("version_not_checked");
});

test("where nobody else may approve, that is said with whom to ask", async () => {
  const [other, others] = [owner.id, lead.id];
  const id = (await begin(FASTER_P1.replace("20m", "25m"))).version.id;
  await db.pool.query("update sop_version set status = 'checked' where id = $1", [id]);
  await db.pool.query("update staff_member set is_sop_owner = false where id = any($1)", [[other, others]]);
  const alone = await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "x" });
  expect([code(alone), alone.body.params]).toEqual(["nobody_else_approves", { people: "甲" }]);
  await db.pool.query("update staff_member set is_sop_owner = true where id = any($1)", [[other, others]]);
  expect((await ask(admin, "POST", `${V}/${id}/proposal`, { reason: "x" })).status).toBe(200);
});

test("a discarded draft is gone, its trail is not; what is published is not discarded or changed", async () => {
  const { id } = (await begin()).version;
  expect((await ask(admin, "DELETE", `${V}/${id}`)).status).toBe(204);
  expect(code(await ask(admin, "GET", `${V}/${id}`))).toBe("version_unknown");
  expect((await trail(id)).map(({ action }) => action)).toEqual(["discarded", "begun"]);
  const { items } = (await ask<{ items: VersionShape[] }>(admin, "GET", `${V}?limit=200`)).body;
  const published = items.find(({ status }) => status === "published")!;
  expect(code(await ask(admin, "DELETE", `${V}/${published.id}`))).toBe("version_not_draft");
  const change = await ask(admin, "PUT", `${V}/${published.id}/layer`, { text: "", revision: published.revision });
  expect(code(change)).toBe("version_not_draft");
});

test("the list goes page by page from the newest", async () => {
  type Page = { items: VersionShape[]; nextCursor: string | null };
  const first = (await ask<Page>(owner, "GET", `${V}?limit=2`)).body;
  const next = (await ask<Page>(owner, "GET", `${V}?limit=2&cursor=${first.nextCursor}`)).body;
  const numbers = [...first.items, ...next.items].map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(new Set(numbers).size).toBe(4);
  expect(code(await ask(owner, "GET", `${V}?cursor=x`))).toBe("cursor_invalid");
});

test("only administrators and owners write; agents read, collaborators do neither", async () => {
  const agent = await desk.addPerson("agent");
  const { id } = (await begin()).version;
  expect((await ask(agent, "GET", `${V}/${id}`)).status).toBe(200);
  expect(code(await ask(agent, "PUT", `${V}/${id}/layer`, { text: "", revision: 1 }))).toBe("not_permitted");
  expect(code(await approve(agent, id))).toBe("not_permitted");
  expect(code(await ask(await desk.addPerson("collaborator"), "GET", V))).toBe("not_permitted");
});

test("an alias bomb, prototype keys and half a megabyte are kept and marked, or refused, and nothing else happens", async () => {
  const { id } = (await begin()).version;
  let revision = 1;
  const save = async (text: string) => {
    const said = await ask(admin, "PUT", `${V}/${id}/layer`, { text, revision });
    if (said.status === 200) revision += 1;
    return said;
  };
  const bomb = [
    "a: &a [1]",
    ...Array.from(
      { length: 9 },
      (_, at) =>
        `b${at}: &b${at} [${Array(9)
          .fill(at ? `*b${at - 1}` : "*a")
          .join(",")}]`,
    ),
  ];
  for (const text of [bomb.join("\n"), "promises:\n  - { id: a, __proto__: { x: 1 } }", "a: " + "[".repeat(100_000)])
    expect((await save(text)).body).toMatchObject({ pack: null, findings: [{ code: "yaml" }] });
  expect(code(await save("x".repeat(512_001)))).toBe("invalid_input");
  const tags = Array.from({ length: 9_000 }, (_, at) => `  - { id: t-${at}, name: { zh: 一, en: one } }`);
  const began = performance.now();
  expect((await save(`tags:\n${tags.join("\n")}\n`)).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(20_000);
  const item = { name: { zh: "长".repeat(400_000), en: "x" } };
  expect(code(await ask(admin, "PUT", `${V}/${id}/items/tags/t-1`, { item, revision }))).toBe("layer_too_long");
});

test("a section that is one whole is said as it shall be; the draft's words say what differs alone (REQ: TR-03)", async () => {
  const { version, document } = await begin();
  const priority = structuredClone(document?.["priority"]) as { cells: Record<string, Record<string, string>> };
  Object.assign(priority.cells["one-user"] ?? {}, { normal: "P2" });
  const put = (revision: number) =>
    ask(admin, "PUT", `${V}/${version.id}/sections/priority`, { content: priority, revision });
  const saved = await put(1);
  expect(saved.body).toMatchObject({
    layer: expect.stringContaining("priority:\n  cells:\n    one-user:\n      normal: P2\n"),
    document: { priority },
  });
  expect(code(await put(1))).toBe("conflict");
  const other = await ask(admin, "PUT", `${V}/${version.id}/sections/promises`, { content: {}, revision: 2 });
  expect(code(other)).toBe("invalid_input");
});
