import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { publishShipped } from "./publish-shipped.ts";
import { composeVersion } from "./compose-version.ts";
import { listSteps } from "./trail-store.ts";
import {
  findPublished,
  insertDraft,
  listVersions,
  lockVersions,
  nextVersionNumber,
  writePublished,
} from "./version-store.ts";
import { newId } from "../../platform/ids.ts";

const { db } = await testDatabase();
const NOW = Date.parse("2026-03-02T01:00:00Z");

const OWN_WORDS = `# ours
promises:
  - id: c.first-response.p1
    metric: first_response
    title: { zh: 首次响应, en: First response }
    when: { kind: [consultation, complaint, fault, suggestion], priority: P1 }
    within: 20m
    calendar: always
    source: 本中心约定
`;

/** Publishes a layer as if these shipped words had been another release's. */
async function publishLayer(layer: string, shippedDigest: string): Promise<string> {
  return db.inTransaction(async (tx) => {
    await lockVersions(tx);
    const number = await nextVersionNumber(tx);
    const composed = await composeVersion(tx, { layer, number }, NOW);
    const id = newId(NOW);
    const composition = { ...composed, shippedDigest };
    await insertDraft(tx, { id, number, reason: "ours", layer, composition, by: null, now: NOW });
    await writePublished(tx, id, { approvedBy: null, reason: "ours", now: NOW });
    return id;
  });
}

/** As if what shipped until now had been words of an older release. */
const forgetRelease = () => db.pool.query("update sop_version set shipped_digest = repeat('0', 64)");

const started = () => db.inTransaction((tx) => publishShipped(tx, NOW));
const versions = () => listVersions(db.reading, { before: null, limit: 20 });

test("a new desk gets what ships, once, however many nodes start at once", async () => {
  await Promise.all([started(), started(), started()]);
  expect((await versions()).map(({ number, status, isShipped }) => ({ number, status, isShipped }))).toEqual([
    { number: 1, status: "published", isShipped: true },
  ]);
  const published = await findPublished(db.reading);
  expect(published?.origins["promises[c.first-response.p1]"]).toBe("service-centre");
  expect(
    (await listSteps(db.reading, published!.id, { after: null, limit: 10 })).map(({ action, by }) => [action, by]),
  ).toEqual([["published", null]]);
});

test("newly shipped words come under the desk's own, and the desk's own stay", async () => {
  const own = await publishLayer(OWN_WORDS, "1".repeat(64));
  await forgetRelease();
  await started();
  const [newest, before] = await versions();
  expect(newest).toMatchObject({ status: "published", isShipped: false, reason: "shipped" });
  expect(before).toMatchObject({ id: own, status: "retired" });
  const published = await findPublished(db.reading);
  expect(published?.layer).toBe(OWN_WORDS);
  expect(published?.origins["promises[c.first-response.p1]"]).toBe("desk");
  await started();
  expect(await versions()).toHaveLength(3);
});

test("words that the desk's own do not fit are held back, with why, until they fit", async () => {
  const own = await publishLayer("tags:\n  - id: ours\n    name: { zh: 我们的 }\n", "2".repeat(64));
  await forgetRelease();
  await started();
  const published = await findPublished(db.reading);
  expect(published?.id).toBe(own);
  expect(published?.heldBack).toMatchObject({ findings: 1 });
  await started();
  const jobs = await db.pool.query(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'tell_held_back'",
  );
  expect(jobs.rows).toEqual([{ n: 1 }]);
});

test("a layer that takes away what ships is composed without it, and told of what was never there", async () => {
  await started();
  const layer = "without:\n  promises: [e.idle, x.nothing]\n";
  const composed = await db.inTransaction((tx) => composeVersion(tx, { layer, number: 9 }, NOW));
  const promises = composed.content?.["promises"] as { id: string }[];
  expect(promises.map(({ id }) => id)).not.toContain("e.idle");
  expect(composed.findings.map(({ code, place, line }) => [code, place, line])).toContainEqual([
    "without_unknown",
    "without.promises",
    2,
  ]);
});
