import { describe, expect, it } from "vitest";
import { compiledCalendars, standardDocument, standardPack } from "../../../test/support/shipped-pack.ts";
import { plainFacts } from "../../../test/support/plain-facts.ts";
import { readPublishedPack } from "../../contract/pack-schema.ts";
import { clockEvents, clockTimers, foldClocks } from "../clocks/index.ts";
import type { TicketEvent, TicketEventBody, TicketFacts } from "../ticket/ticket-event.ts";
import { checkPack } from "./index.ts";

const pack = standardPack();
const calendars = compiledCalendars();
const T0 = Date.parse("2026-03-01T03:00:00+08:00");
const facts: TicketFacts = { ...plainFacts, kind: "consultation", priority: "P3", state: "new" };

/** The clock of the hotline on a call that came in at night, `now` ms after the ring. */
function clockAt(now: number, given: Partial<TicketFacts>, then: readonly [number, TicketEventBody][] = []) {
  const first: TicketEventBody = { type: "opened", facts: { ...facts, ...given }, contactId: "k", subjectDigest: "" };
  const events = [[0, first] as const, ...then].map(([at, body], index): TicketEvent => ({
    seq: index + 1,
    at: T0 + at,
    actor: { kind: "staff", id: "s" },
    body,
  }));
  const folded = foldClocks({ lines: pack.promises, calendars, events: clockEvents(events), now: T0 + now });
  return folded.find(({ lineId }) => lineId === "channel.phone");
}
const ringing = { channel: "phone", tags: ["ringing"] } as const;
const pickedUp: TicketEventBody = { type: "assigned", teamId: "t", assigneeId: "s", reason: null };

describe("what a channel promises", () => {
  it("REQ: IN-05 is a clock with a due moment and a breach that fires, as any other promise", () => {
    const clock = clockAt(2_000, ringing);
    expect(clock).toMatchObject({ metric: "taken_up", state: "running", dueAt: T0 + 10_000 });
    expect(clockTimers([clock!], true)).toMatchObject([{ kind: "breach", at: T0 + 10_000 }]);
    expect(clockAt(20_000, ringing, [[9_000, pickedUp]])).toMatchObject({ state: "met", breachedAt: null });
    expect(clockAt(20_000, ringing, [[11_000, pickedUp]])).toMatchObject({ state: "missed" });
    expect(pack.promises.find(({ id }) => id === "channel.phone")?.onBreach).toEqual([
      { do: "notify", whom: "leader", noticeId: null },
    ]);
  });

  it("REQ: IN-05 binds that channel alone, and what somebody wrote down after a call has been picked up", () => {
    expect(clockAt(20_000, { channel: "phone" })).toBeUndefined();
    expect(clockAt(20_000, { channel: "email", tags: ["ringing"] })).toBeUndefined();
  });

  it("says how many rings that is, gives way to a line of its id, and needs a way in", () => {
    const line = pack.promises.find(({ id }) => id === "channel.phone")!;
    expect(line.title).toEqual({ zh: "400 热线应答（3 声内）", en: "Hotline answered (within 3 rings)" });
    expect(pack.promises.map(({ id }) => id)).not.toContain("channel.chat");
    const document = standardDocument();
    const own = { id: "channel.phone", metric: "taken_up", within: "20s", calendar: "always", source: "本包约定" };
    const read = readPublishedPack({ ...document, promises: [...(document["promises"] as object[]), own] });
    const lines = read.ok ? read.value.promises.filter(({ id }) => id === "channel.phone") : [];
    expect(lines).toMatchObject([{ target: { type: "within", ms: 20_000 } }]);
  });

  it("is found by the check where nothing counts it", () => {
    const channels = pack.channels.map((each) => (each.id === "phone" ? { ...each, measuredBy: null } : each));
    const found = checkPack({ ...pack, channels }, { calendars, now: T0 });
    expect(found.map(({ code, place }) => `${code} ${place}`)).toEqual([
      "channel_uncounted channels[phone].answered_within",
    ]);
    const unknown = pack.channels.map((each) => (each.id === "phone" ? { ...each, tag: "nothing" } : each));
    const broken = checkPack({ ...pack, channels: unknown }, { calendars, now: T0 });
    expect(broken.map(({ place }) => place)).toContain("channels[phone].tag");
  });
});
