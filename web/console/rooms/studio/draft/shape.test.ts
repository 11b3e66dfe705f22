import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { itemSchema, itemSections, type Schema } from "./json-schema.ts";
import { faultsOf, inOrder, shapeOf, withoutEmpty, type Shape } from "./shape.ts";

const root = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../../../../sop/pack.schema.json"), "utf8"),
) as Schema;
const shapeFor = (section: string) => shapeOf(root, itemSchema(root, section) ?? {});
const fieldOf = (shape: Shape, key: string): Shape | undefined =>
  shape.kind === "group" ? shape.fields.find((field) => field.key === key)?.shape : undefined;

test("every list of items with ids has a form, whatever the format grows into; nothing in it can only be typed as text", () => {
  const sections = itemSections(root);
  expect(sections).toEqual(
    expect.arrayContaining(["promises", "gates", "forms", "notices", "categories", "priority.keywords"]),
  );
  const others = (shape: Shape, at: string): string[] => {
    if (shape.kind === "other") return [at];
    if (shape.kind === "list") return others(shape.item, `${at}[]`);
    if (shape.kind === "variants") return shape.variants.flatMap(({ key, group }) => others(group, `${at}<${key}>`));
    return shape.kind === "group" ? shape.fields.flatMap(({ key, shape: one }) => others(one, `${at}.${key}`)) : [];
  };
  expect(sections.flatMap((section) => others(shapeFor(section), section))).toEqual([]);
});

test("a promise is a form of choices, texts, conditions and effects", () => {
  const promise = shapeFor("promises");
  expect(fieldOf(promise, "metric")).toMatchObject({ kind: "choice" });
  expect(fieldOf(promise, "title")).toEqual({ kind: "local_text" });
  expect(fieldOf(promise, "pauses")).toMatchObject({ kind: "choices" });
  expect(fieldOf(promise, "when")).toMatchObject({ kind: "list", item: { kind: "group" } });
  const effects = fieldOf(promise, "on_breach");
  const variants = effects?.kind === "list" && effects.item.kind === "variants" ? effects.item.variants : [];
  expect(variants.map(({ key }) => key)).toEqual(expect.arrayContaining(["notify", "escalate", "raise_priority"]));
});

test("an item of one of two kinds is a form that asks which; every list of items has a form", () => {
  const contact = shapeFor("escalation_contacts");
  expect(contact.kind === "variants" && contact.variants.map(({ key }) => key)).toEqual(["roster", "role"]);
  expect(itemSections(root)).toContain("escalation_contacts");
});

test("what is missing or cannot be read is named by its place", () => {
  const promise = shapeFor("promises");
  const line = { id: "my.line", metric: "first_response", calendar: "always", source: "我们", within: "20m" };
  expect(faultsOf(promise, line)).toEqual([]);
  expect(faultsOf(promise, { ...line, within: "20 min", source: " " })).toEqual(["within", "source"]);
  expect(faultsOf(promise, { ...line, title: { zh: "响应", en: "" }, metric: undefined })).toEqual([
    "metric",
    "title.en",
  ]);
});

test("fields are written in the order of the format, whatever order they came in", () => {
  const written = inOrder(shapeFor("promises"), {
    source: "我们",
    on_breach: [{ notice: "n", notify: "customer" }],
    metric: "idle",
    id: "my.line",
  });
  expect(JSON.stringify(written)).toBe(
    '{"id":"my.line","metric":"idle","on_breach":[{"notify":"customer","notice":"n"}],"source":"我们"}',
  );
});

test("what was left empty is not written", () => {
  expect(withoutEmpty({ id: "a", title: { zh: "", en: "" }, warn: [], within: "", gap: undefined })).toEqual({
    id: "a",
    warn: [],
  });
});
