import type { LocalText } from "../../local-text.ts";
import type { Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

/** Texts that are there in one language only, and variables that one language lacks. */
export function textFindings(pack: Pack): Finding[] {
  return textsOf(pack, "").flatMap(({ place, text }) => [
    ...languageFindings(place, text),
    ...variableFindings(place, text),
  ]);
}

type Placed = { place: string; text: LocalText };

const CHINESE = /[\u3400-\u9fff]/;
const VARIABLE = /\{\{?\s*[\w.]+\s*\}?\}/g;
const NAME_CHARS_MAX = 30;

function languageFindings(place: string, { zh, en }: LocalText): Finding[] {
  const [plainZh, plainEn] = [zh, en].map((text) => text.replaceAll(VARIABLE, "").trim()) as [string, string];
  // A name of its own is the same in both: VPN, ERP, Windows 11.
  if (plainZh === plainEn && plainZh.length <= NAME_CHARS_MAX && !CHINESE.test(plainZh)) return [];
  const found: Finding[] = [];
  if (!CHINESE.test(plainZh))
    found.push(
      finding(
        "translation_missing",
        `${place}.zh`,
        ["没有中文", "is not in Chinese"],
        ["写上中文。", "Write it in Chinese."],
      ),
    );
  if (CHINESE.test(plainEn) || !/\p{L}|\d/u.test(plainEn))
    found.push(
      finding(
        "translation_missing",
        `${place}.en`,
        ["没有英文", "is not in English"],
        ["写上英文。", "Write it in English."],
      ),
    );
  return found;
}

function variableFindings(place: string, { zh, en }: LocalText): Finding[] {
  const [inZh, inEn] = [zh, en].map((text) => new Set(text.match(VARIABLE))) as [Set<string>, Set<string>];
  const lacking = [...inZh, ...inEn].filter((name) => !inZh.has(name) || !inEn.has(name));
  if (lacking.length === 0) return [];
  return [
    finding(
      "variable_in_one_language",
      place,
      [`只有一种语言用到 ${lacking.join("、")}`, `only one language says ${lacking.join(", ")}`],
      ["两种语言使用相同的变量。", "Use the same variables in both languages."],
    ),
  ];
}

const isLocalText = (value: object): value is LocalText =>
  "zh" in value && "en" in value && typeof value.zh === "string" && typeof value.en === "string";

/** Every text with its place, in the words of the file: `promises[id].title`, a category by its own id. */
function textsOf(value: unknown, place: string): Placed[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${place}[${nameOf(item) ?? index}]`));
  if (isLocalText(value)) return [{ place, text: value }];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, placeOf(place, key)));
}

function placeOf(place: string, key: string): string {
  if (key === "children") return "categories";
  const word = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return place === "" ? word : `${place}.${word}`;
}

const nameOf = (item: unknown): string | null =>
  typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? item.id : null;
