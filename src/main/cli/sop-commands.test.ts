import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCli } from "../../../test/support/run-cli.ts";

const COMMANDS_TAKE_MS = 240_000;
const SOP = path.join(import.meta.dirname, "../../../sop");

/** A pack of our own over the standard one, in a folder of its own. */
function packFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bihuan-sop-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return path.join(folder, "mine");
}

const HEAD = `id: mine
version: 1
name: { zh: 我的流程, en: Mine }
extends: [standard]
`;
const LINE = `promises:
  - id: c.first-response.p1
    metric: first_response
    when: { kind: [consultation, complaint, fault, suggestion], priority: P1 }
    within: 20m
    calendar: always
    warn: [50%, 80%]
    on_warn: [{ notify: owner }]
    on_breach: [{ notify: leader }, { escalate: L2, team: engineering }]
    source: 本中心约定
`;
const sop = (...words: string[]) => runCli(["sop", ...words], {});

describe("bihuan sop check", { timeout: COMMANDS_TAKE_MS }, () => {
  it("finds nothing in the packs that ship, and says what overrides what", async () => {
    const { code, output } = await sop("check", SOP);
    expect(code).toBe(0);
    expect(output).toContain("standard: gates[solve]：agent-sop 覆盖 complaints");
    expect(output.match(/^✓/gm)).toHaveLength(7);
  });

  it("says what a pack takes away from its base, and names what was not there", async () => {
    const folder = packFolder({
      "mine/pack.yaml": `${HEAD}without:\n  tags: [delay]\n  promises: [x.nothing]\n`,
    });
    const { code, output } = await sop("check", folder);
    expect(code).toBe(1);
    expect(output).toContain("tags[delay]：mine 去掉 agent-workflow 的");
    expect(output).toContain("pack.yaml:7:3 without_unknown without.promises");
  });

  it("gives file, line and column of what the checker finds, in the file of the pack that says it", async () => {
    const folder = packFolder({ "mine/pack.yaml": HEAD, "mine/lines.yaml": LINE.replace("always", "moon") });
    const { code, output } = await sop("check", folder, "--json");
    const { packs } = JSON.parse(output) as { packs: { findings: object[]; overrides: object[] }[] };
    expect(code).toBe(1);
    expect(packs[0]?.findings).toEqual([
      expect.objectContaining({
        code: "calendar_unknown",
        place: "promises[c.first-response.p1].calendar",
        file: path.join(folder, "lines.yaml"),
        line: 6,
        column: 5,
      }),
    ]);
    expect(packs[0]?.overrides).toContainEqual({
      section: "promises",
      id: "c.first-response.p1",
      from: "service-centre",
      by: "mine",
    });
  });

  it.each<[what: string, lines: string, expected: RegExp]>([
    ["the schema", LINE.replace("20m", "soon"), /lines\.yaml:5:5 schema promises\[c\.first-response\.p1\]\.within/],
    ["YAML itself", `promises: [\n  - id: x\n`, /lines\.yaml:\d+:\d+ yaml/],
    ["a section in two files", "id: again\n", /pack\.yaml:1:1 section_twice id/],
  ])("gives the place of a fault of %s", async (_, lines, expected) => {
    const { code, output } = await sop("check", packFolder({ "mine/lines.yaml": lines, "mine/pack.yaml": HEAD }));
    expect(code).toBe(1);
    expect(output).toMatch(expected);
  });

  it("refuses packs that extend each other, and one that is not there, at the line of extends", async () => {
    const other = HEAD.replace("id: mine", "id: other").replace("standard", "mine");
    const circle = await sop(
      "check",
      packFolder({ "mine/pack.yaml": HEAD.replace("standard", "other"), "other/pack.yaml": other }),
    );
    expect([circle.code, circle.output]).toEqual([1, expect.stringContaining("pack.yaml:4:1 pack_extends_itself")]);
    expect(circle.output).toContain("mine → other → mine");
    const lost = await sop("check", packFolder({ "mine/pack.yaml": HEAD.replace("standard", "standrd") }));
    expect([lost.code, lost.output]).toEqual([1, expect.stringContaining("extends standrd, which is not there")]);
  });

  it("ends with 2 where there is nothing to read", async () => {
    const { code, output } = await sop("check", path.join(tmpdir(), "no-such-pack"));
    expect([code, output]).toEqual([2, expect.stringContaining("no such file or folder")]);
  });
});

describe("bihuan sop diff", { timeout: COMMANDS_TAKE_MS }, () => {
  it("says the change in both languages", async () => {
    const { code, output } = await sop("diff", "standard", packFolder({ "mine/pack.yaml": HEAD + LINE }));
    expect(code).toBe(1);
    expect(output).toBe(
      [
        "promises[c.first-response.p1]",
        "    P1 首次响应：30 分钟 → 20 分钟，来源 本中心约定",
        "    P1 first response: 30 min → 20 min, source 本中心约定",
        "",
      ].join("\n"),
    );
  });

  it("says that nothing changed, and of a broken pack that it is one", async () => {
    expect(await sop("diff", "standard", "standard")).toEqual({ code: 0, output: "✓ 没有差别 · no difference\n" });
    const broken = packFolder({ "mine/pack.yaml": HEAD + LINE.replace("20m", "soon") });
    const { code, output } = await sop("diff", "standard", broken);
    expect([code, output]).toEqual([2, expect.stringContaining("run sop check first")]);
  });
});
