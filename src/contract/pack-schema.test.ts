import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { shippedCalendars, standardDocument } from "../../test/support/shipped-pack.ts";
import { parseCalendar } from "./calendar-schema.ts";
import { joinPackFiles, packJsonSchema, parsePack } from "./pack-schema.ts";

type Json = Record<string, unknown> & { id: string };

/** The standard document with one part changed. */
function changed(change: (document: never) => void): string[] {
  const document = structuredClone(standardDocument());
  change(document as never);
  const parsed = parsePack(document);
  return parsed.ok ? [] : (parsed.refusal.params?.["problems"] as string[]);
}
const item = (document: Record<string, Json[]>, section: string, id: string) =>
  document[section]?.find((each) => each.id === id) as Json;
const changedItem = (section: string, id: string, change: object) =>
  changed((document) => Object.assign(item(document, section, id), change));

describe("a pack", () => {
  it("that ships is accepted", () => {
    expect(changed(() => {})).toEqual([]);
  });

  it.each<[what: string, section: string, id: string, change: object, problem: string | RegExp]>([
    [
      "a duration",
      "promises",
      "c.first-response.p1",
      { within: "soon" },
      'promises[c.first-response.p1].within: "soon" is no duration like 30m, 2h, 3d',
    ],
    [
      "two targets",
      "promises",
      "c.first-response.p1",
      { every: "1h" },
      "promises[c.first-response.p1]: give exactly one of within, every, daily, once_before",
    ],
    [
      "a late warning",
      "promises",
      "c.confirmation",
      { warn: ["80h"] },
      "promises[c.confirmation].warn: a warning must come before the promise is due",
    ],
    [
      "warnings out of order",
      "promises",
      "c.first-response.p1",
      { warn: ["80%", "15m"] },
      "promises[c.first-response.p1].warn: give the warnings in their order, each once",
    ],
    ["an unknown metric", "promises", "e.idle", { metric: "boredom" }, /^promises\[e\.idle\]\.metric: /],
    ["an unknown key", "promises", "e.idle", { pause: [] }, /^promises\[e\.idle\]: .*pause/],
    [
      "an unknown category",
      "promises",
      "e.idle",
      { when: { category: "fault.magic" } },
      "promises[e.idle].when.category: no category fault.magic",
    ],
    ["an unknown tag", "promises", "e.idle", { when: [{ tag: "gone" }] }, "promises[e.idle].when.tag: no tag gone"],
    [
      "an unknown notice",
      "promises",
      "c.confirmation",
      { on_breach: [{ close: true, notice: "gone" }] },
      "promises[c.confirmation]: no notice gone",
    ],
    [
      "an unknown form",
      "gates",
      "solve",
      { demands: [{ form: "gone", label: { zh: "表", en: "Form" } }] },
      "gates[solve].demands: no form gone",
    ],
    [
      "an unknown rule",
      "gates",
      "close",
      { demands: [{ confirmation: true, or_line: "gone", label: { zh: "确认", en: "Yes" } }] },
      "gates[close].demands: no promise gone",
    ],
    ["a missing language", "tags", "delay", { name: { zh: "延误" } }, /^tags\[delay\]\.name\.en: /],
    ["an empty text", "tags", "delay", { name: { zh: "延误", en: " " } }, /^tags\[delay\]\.name\.en: /],
    [
      "a wrong path",
      "categories",
      "fault",
      { id: "broken" },
      "categories[fault.outage]: the id must be broken. and one word",
    ],
    [
      "an unknown variable",
      "notices",
      "closed-by-rule",
      { subject: { zh: "{password}", en: "Closed" } },
      "notices[closed-by-rule]: no variable {password}",
    ],
  ])("with %s is refused by its place", (_, section, id, ...[change, problem]) => {
    const problems = changedItem(section, id, change);
    expect(problems).toContainEqual(typeof problem === "string" ? problem : expect.stringMatching(problem));
  });

  it("with an id twice, a hole in the matrix or a choice without options is refused", () => {
    const twice = changed(
      (document: Record<string, Json[]>) => void document["tags"]?.push(item(document, "tags", "delay")),
    );
    expect(twice).toEqual(["tags[delay]: the id stands twice"]);
    const hole = changed((document: { priority?: { cells: Record<string, Record<string, string>> } }) => {
      delete document.priority?.cells["one-user"]?.["normal"];
    });
    expect(hole).toEqual(["priority.cells.one-user.normal: is missing"]);
    const field = { id: "a", label: { zh: "项", en: "Item" }, type: "select" };
    expect(changedItem("forms", "workaround", { fields: [field] })).toEqual([
      "forms[workaround].fields[a].options: for a choice, and only for one",
    ]);
  });

  it("that is no pack at all is refused, not thrown at", () => {
    for (const nothing of [null, 7, "pack", [], {}]) expect(parsePack(nothing).ok).toBe(false);
  });

  it("names a section that stands in two files", () => {
    const joined = joinPackFiles([
      { path: "a.yaml", content: { tags: [] } },
      { path: "b.yaml", content: { tags: [] } },
    ]);
    expect(joined).toEqual({
      ok: false,
      refusal: { code: "pack_invalid", params: { problems: ["b.yaml: tags stands in another file too"] } },
    });
    expect(joinPackFiles([{ path: "a.yaml", content: ["tags"] }]).ok).toBe(false);
  });
});

describe("the schema for editors", () => {
  const SOP = path.join(import.meta.dirname, "../../sop");
  const files = globSync("*/*.yaml", { cwd: SOP }).filter((file) => !/^(calendars|backtest-maps)\//.test(file));

  it("says what the schema says (else: npm run schema)", () => {
    expect(JSON.parse(readFileSync(path.join(SOP, "pack.schema.json"), "utf8"))).toEqual(packJsonSchema());
  });

  it("is named by every file of a pack", () => {
    expect(files.length).toBeGreaterThan(10);
    for (const file of files)
      expect(readFileSync(path.join(SOP, file), "utf8")).toMatch(
        /^# yaml-language-server: \$schema=\.\.\/pack\.schema\.json\n/,
      );
  });

  it("knows the sections, wants none in every file, and closes the items", () => {
    const { properties, required } = packJsonSchema() as { properties: Record<string, object>; required?: unknown };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(["promises", "gates", "follow_ups", "extends"]));
    expect(required).toBeUndefined();
    expect(properties["promises"]).toMatchObject({
      items: { additionalProperties: false, required: ["id", "metric", "calendar", "source"] },
    });
  });
});

describe("the calendars that ship", () => {
  const office = shippedCalendars().find(({ id }) => id === "cn-office");
  const dated = (year: string) => office?.exceptions.filter(({ from }) => from.startsWith(year)) ?? [];
  const days = (year: string) =>
    dated(year)
      .filter(({ shifts }) => shifts.length === 0)
      .reduce((sum, { from, to }) => sum + (Date.parse(to ?? "") - Date.parse(from)) / 86_400_000 + 1, 0);
  const madeUp = (year: string) =>
    dated(year)
      .filter(({ shifts }) => shifts.length > 0)
      .map(({ from }) => from);

  it("hold the days off that the notices give, and weekend days worked for them", () => {
    // 2026: 3 + 9 + 3 + 5 + 3 + 3 + 7.
    expect([days("2024"), days("2025"), days("2026")]).toEqual([28, 28, 33]);
    expect([madeUp("2024").length, madeUp("2025").length, madeUp("2026").length]).toEqual([8, 5, 6]);
  });

  it("have every made-up day on a weekend and none inside a holiday", () => {
    for (const year of ["2024", "2025", "2026"])
      for (const day of madeUp(year)) {
        expect([0, 6]).toContain(new Date(`${day}T00:00Z`).getUTCDay());
        expect(
          dated(year).filter(({ from, to, shifts }) => shifts.length === 0 && from <= day && day <= (to ?? "9")),
        ).toEqual([]);
      }
  });

  it("are refused with their place when something is wrong", () => {
    const file = { id: "x", name: { zh: "日历", en: "Calendar" }, zone: "Asia/Shanghai", weekly: { mon: ["9-12"] } };
    expect(parseCalendar(file, [])).toEqual({
      ok: false,
      refusal: {
        code: "calendar_invalid",
        params: { calendar: "x", problem: 'weekly.mon[0]: "9-12" is no shift like 09:00-12:00' },
      },
    });
    expect(parseCalendar({ ...file, weekly: {}, holidays: ["lost"] }, []).ok).toBe(false);
    expect(parseCalendar({ ...file, weekly: {}, zone: "Asia/Nowhere" }, []).ok).toBe(false);
    expect(parseCalendar(null, []).ok).toBe(false);
  });
});
