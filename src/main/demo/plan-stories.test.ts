import { expect, test } from "vitest";
import { TICKET_KINDS } from "../../domain/ticket/index.ts";
import { readDemoContent } from "./demo-content.ts";
import type { DemoContact } from "./make-customers.ts";
import { DAY_MS, inOffice } from "./moments.ts";
import { planStories } from "./plan-stories.ts";

const content = await readDemoContent();
const END = Date.parse("2026-11-20T03:00:00Z");
const contacts = content.customers.organisations.flatMap(({ name, tier, domain, language = "zh" }) =>
  (content.customers.contacts[name] ?? []).map(([person]): DemoContact => ({
    id: person,
    name: person,
    email: `${person}@${domain}`,
    language,
    organisation: name,
    tier,
  })),
);
const plan = (end = END) => planStories(content, contacts, { ticketCount: 400, end, seed: 7 });

test("the same seed tells the same stories, oldest first, within sixty days", () => {
  const stories = plan();
  expect(plan()).toEqual(stories);
  expect(stories.map(({ openedAt }) => openedAt)).toEqual(
    stories.map(({ openedAt }) => openedAt).toSorted((a, b) => a - b),
  );
  expect(stories[0]!.openedAt).toBeGreaterThan(END - 61 * DAY_MS);
  expect(stories.at(-1)!.openedAt).toBeLessThan(END);
});

test("stories of four hundred tickets tell of every topic, kind but the desk's own, and course", () => {
  const stories = plan();
  const two = stories.filter(({ course }) => ["merged", "linked", "returned"].includes(course)).length;
  expect(stories.length + two).toBe(400);
  expect(new Set(stories.map(({ topic }) => topic.id)).size).toBe(content.topics.length);
  expect(new Set(stories.map(({ topic }) => topic.kind))).toEqual(
    new Set(TICKET_KINDS.filter((kind) => kind !== "proactive")),
  );
  expect(new Set(stories.map(({ course }) => course)).size).toBe(15);
});

test("every word in braces of a topic is one that stories fill", () => {
  const known = Object.keys(plan()[0]!.values);
  const used = JSON.stringify(content.topics).matchAll(/\{([a-z]\w*)\}/g);
  expect([...new Set([...used].map(([, name]) => name!))].filter((name) => !known.includes(name))).toEqual([]);
});

test("twelve organisations and sixty contacts under example domains", () => {
  expect(content.customers.organisations).toHaveLength(12);
  expect(contacts).toHaveLength(60);
  for (const { domain } of content.customers.organisations) expect(domain).toMatch(/\.example$/);
  expect(content.staff.domain).toMatch(/\.example$/);
});

test("office hours in Shanghai: nine to six, no weekend", () => {
  const shanghai = (text: string) => Date.parse(`${text}+08:00`);
  expect(inOffice(shanghai("2026-11-20T10:00:00"))).toBe(shanghai("2026-11-20T10:00:00"));
  expect(inOffice(shanghai("2026-11-20T18:00:00"))).toBe(shanghai("2026-11-23T09:00:00"));
  expect(inOffice(shanghai("2026-11-22T07:20:00"))).toBe(shanghai("2026-11-23T09:00:00"));
  expect(inOffice(shanghai("2026-11-23T07:20:00"))).toBe(shanghai("2026-11-23T09:00:00"));
});
