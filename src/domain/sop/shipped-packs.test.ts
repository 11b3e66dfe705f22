import { describe, expect, it } from "vitest";
import { composedShipped, shippedDocuments, shippedPack, standardPack } from "../../../test/support/shipped-pack.ts";

const SOURCES = ["agent-sop", "process-and-customers", "service-centre", "complaints", "agent-workflow"];

describe("the packs that ship", () => {
  it("stand in a folder of their own name", () => {
    for (const [folder, { id }] of shippedDocuments()) expect(id).toBe(folder);
    expect([...shippedDocuments().keys()].toSorted()).toEqual([...SOURCES, "common", "standard"].toSorted());
  });

  it.each([...SOURCES, "common", "standard"])("%s can be run by itself", (id) => {
    const { gates, promises } = shippedPack(id);
    expect(gates.map(({ transition }) => transition)).toContain("close");
    expect(promises.map(({ metric }) => metric)).toEqual(expect.arrayContaining(["idle", "confirmation"]));
  });

  it.each(SOURCES)(
    "all that %s promises stands unchanged in standard (REQ: TR-04, HA-06, HA-17, CL-04, CL-05)",
    (id) => {
      const source = shippedPack(id);
      const standard = standardPack();
      for (const section of [
        "promises",
        "forms",
        "surveys",
        "followUps",
        "tags",
        "notices",
        "steps",
        "authorities",
        "supplements",
        "callBacks",
        "scripts",
        "teams",
        "channels",
        "tiers",
        "transfers",
        "onCall",
        "escalationContacts",
      ] as const)
        expect(standard[section]).toEqual(expect.arrayContaining([...source[section]]));
      expect(standard.priority).toEqual(source.priority);
    },
  );

  it("put one thing over another in one place: complaints ask for less before solving", () => {
    expect(composedShipped("standard").overrides).toEqual([
      { section: "gates", id: "solve", from: "complaints", by: "agent-sop" },
    ]);
    const asked = (id: string) => shippedPack(id).gates.find((gate) => gate.id === "solve")?.demands.length ?? 0;
    expect(["complaints", "agent-sop", "standard", "service-centre"].map(asked)).toEqual([1, 2, 2, 0]);
  });

  it("cite their source at every line, by the letter of the pack or of those that it composes", () => {
    for (const id of SOURCES)
      for (const source of sourcesOf(shippedPack(id))) expect(source).toMatch(/^[A-E]( [A-E])* .*[\u4e00-\u9fff]/);
  });
});

/** Of every line and rule that has one. */
const sourcesOf = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(sourcesOf);
  const own = "source" in value && typeof value.source === "string" ? [value.source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesOf)];
};
