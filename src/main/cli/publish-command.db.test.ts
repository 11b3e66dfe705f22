import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { runCli } from "../../../test/support/run-cli.ts";
import { FASTER_P1 } from "../../../test/support/studio-desk.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { newId } from "../../platform/ids.ts";

vi.setConfig({ testTimeout: 120_000 });

const { db, url } = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "bihuan-publish-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const environment = { DATA_DIR: path.join(folder, "data"), DATABASE_URL: url };
const publish = (...words: string[]) => runCli(["sop", "publish", ...words], environment);

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return target;
}

const statuses = async () =>
  (await db.pool.query("select status, approved_by, layer from sop_version order by number")).rows as {
    status: string;
    approved_by: string | null;
    layer: string;
  }[];

for (const [role, email] of [
  ["administrator", "a@desk.test"],
  ["administrator", "b@desk.test"],
  ["agent", "c@desk.test"],
])
  await db.pool.query("insert into staff_member (id, name, email, role) values ($1, $2, $2, $3)", [
    newId(),
    email,
    role,
  ]);

describe("bihuan sop publish", () => {
  it("publishes a layer file as whoever sits at the machine, and says what changes", async () => {
    const { code, output } = await publish(file("layer.yaml", FASTER_P1), "--reason", "更快");
    expect(output).toContain("P1 首次响应：30 分钟 → 20 分钟");
    expect(output).toContain("✓ 已发布第 2 版 · version 2 is published");
    expect(code).toBe(0);
    expect(await statuses()).toMatchObject([{ status: "retired" }, { status: "published", layer: FASTER_P1 }]);
  });

  it("publishes a pack's folder in the name of two people, as JSON; alone one proposes", async () => {
    const pack = file("mine/pack.yaml", "id: mine\nversion: 3\nname: { zh: 我的, en: Mine }\nextends: [standard]\n");
    file("mine/promises.yaml", FASTER_P1.replace("20m", "25m"));
    const mine = path.dirname(pack);
    const by = ["--by", "a@desk.test", "--json"];
    const waiting = await publish(mine, "--reason", "x", ...by);
    expect(JSON.parse(waiting.output)).toMatchObject({ version: { number: 3, waitsForApproval: true } });
    const done = await publish(mine, "--reason", "x", ...by, "--approved-by", "b@desk.test");
    expect(done.code).toBe(0);
    expect(JSON.parse(done.output)).toMatchObject({
      version: { number: 4, status: "published" },
      changes: [{ section: "promises", id: "c.first-response.p1" }],
    });
    expect((await statuses()).at(-1)?.layer).toContain("within: 25m # not 30");
    // Neither of the two has signed in: the trail must not look as if they had.
    const { rows } = await db.pool.query(
      "select distinct facts->>'via' as via from sop_event where staff_id is not null",
    );
    expect(rows).toEqual([{ via: "command_line" }]);
  });

  it("refuses what the rules of approval refuse, and leaves nothing behind", async () => {
    const layer = file("other.yaml", FASTER_P1.replace("20m", "15m"));
    const before = (await statuses()).length;
    const same = await publish(layer, "--reason", "x", "--by", "a@desk.test", "--approved-by", "A@desk.test");
    expect([same.code, same.output]).toEqual([1, expect.stringContaining("cannot approve it")]);
    const agent = await publish(layer, "--reason", "x", "--by", "c@desk.test");
    expect([agent.code, agent.output]).toEqual([
      1,
      expect.stringContaining("neither an administrator nor an SOP owner"),
    ]);
    const faulty = await publish(file("faulty.yaml", "promises:\n  - id: x\n"), "--reason", "x");
    expect([faulty.code, faulty.output]).toEqual([1, expect.stringContaining("✗ 2:5 schema promises[x]")]);
    expect(await statuses()).toHaveLength(before);
  });

  it("ends with 2 for a wrong call and what cannot be read", async () => {
    const layer = file("layer.yaml", FASTER_P1);
    expect((await publish(layer)).code).toBe(2);
    expect((await publish(layer, "--reason", "x", "--approved-by", "b@desk.test")).code).toBe(2);
    expect((await publish(path.join(folder, "nothing"), "--reason", "x")).code).toBe(2);
    const alone = file("alone/pack.yaml", "id: alone\nversion: 1\nname: { zh: 我的, en: Mine }\n");
    const refused = await publish(path.dirname(alone), "--reason", "x");
    expect([refused.code, refused.output]).toEqual([2, expect.stringContaining("does not lie over the shipped")]);
  });
});
