import type { When } from "../clocks/index.ts";
import type { LocalText } from "../local-text.ts";
import { isMapping } from "./compose-pack.ts";
import type { GateDemand } from "./gate.ts";
import type { Pack } from "./pack.ts";
import { say, together } from "./say.ts";
import { conditionWords, durationWords } from "./words.ts";

export type Item = Readonly<Record<string, unknown>> & { id: string };

/** What the value of a key is in words of its pack; null where it is said as it stands. */
export type Speaker = (key: string, value: unknown) => LocalText | null;

export type Speakers = { before: Speaker; after: Speaker };

export type Leaf = { path: string; says: LocalText };

const WORD_CHARS_MAX = 60;
const NOTHING = say("无", "none");

/** Conditions, spans of time and demands as people say them. */
export const speakerOf =
  (pack: Pack): Speaker =>
  (key, value) => {
    if (key === "when" && isConditions(value)) return conditionWords(pack, value);
    if (key.endsWith("Ms") && typeof value === "number") return durationWords(value);
    if (key === "demands" && Array.isArray(value))
      return together(
        (value as readonly GateDemand[]).map(({ label }) => label),
        "、",
        ", ",
      );
    return null;
  };

/** Conditions on a ticket, not the floors of a tier. */
const isConditions = (value: unknown): value is readonly When[] =>
  Array.isArray(value) && value.every((one) => isMapping(one) && !("paidMin" in one));

type Both = { before: unknown; after: unknown };

/** Where two values differ, at the deepest place that says it; items of a list by their id. */
export function leafChanges(values: Both, speakers: Speakers, at: { path: string; key: string } = START): Leaf[] {
  const { before, after } = values;
  if (isLocalText(before) || isLocalText(after) || !isMapping(before) || !isMapping(after))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [leaf(values, speakers, at)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const path = at.path === "" ? wordOf(key) : `${at.path}.${wordOf(key)}`;
    return leafChanges({ before: byId(before[key]), after: byId(after[key]) }, speakers, { path, key });
  });
}

const START = { path: "", key: "" };

/** In words; what reads the same in words on both sides is said as it stands. */
function leaf({ before, after }: Both, speakers: Speakers, { path, key }: { path: string; key: string }): Leaf {
  const spoken = [speakers.before(key, before) ?? words(before), speakers.after(key, after) ?? words(after)] as const;
  const [old, now] = spoken[0].zh === spoken[1].zh ? [raw(before), raw(after)] : spoken;
  return {
    path,
    says: say(
      `${path} ${orNothing(old).zh} → ${orNothing(now).zh}`,
      `${path} ${orNothing(old).en} → ${orNothing(now).en}`,
    ),
  };
}

export const orNothing = (text: LocalText) => (text.zh === "" ? NOTHING : text);

const wordOf = (key: string) => key.replace(/Ms$/, "").replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function isLocalText(value: unknown): value is LocalText {
  return isMapping(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

/** A list of things with ids as a mapping, so that one that is new is not all of them changed. */
function byId(value: unknown): unknown {
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((item) => isMapping(item) && typeof item["id"] === "string")
  )
    return value;
  return Object.fromEntries((value as readonly Item[]).map((item) => [item.id, item]));
}

function words(value: unknown): LocalText {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return NOTHING;
  if (isLocalText(value)) return say(`“${short(value.zh)}”`, `"${short(value.en)}"`);
  if (isMapping(value) && isLocalText(value["label"])) return words(value["label"]);
  return raw(value);
}

function raw(value: unknown): LocalText {
  const text = short(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  return say(text, text);
}

const short = (text: string) => (text.length > WORD_CHARS_MAX ? `${text.slice(0, WORD_CHARS_MAX)}…` : text);
