import path from "node:path";
import type { Rule } from "./rule.ts";
import { filesOf, isTest, type SourceFile } from "./tree.ts";

/** `web/console/locales/zh/inbox.json` → the words of one namespace in one language, by dotted key. */
type Words = { file: string; app: string; language: string; namespace: string; words: Map<string, string> };

const LANGUAGES = ["zh", "en"];
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Both languages say the same things; every word that a page asks for is there, and every word there is asked for. */
export const translations: Rule = {
  name: "translations",
  look: async (root) => {
    const words = filesOf(root, "web/**/locales/*/*.json").map(readWords);
    const sources = filesOf(root, "web/**/*.{ts,tsx}").filter(({ file }) => !isTest(file));
    return [...words.flatMap((one) => oneSided(one, words)), ...missing(sources, words), ...unused(sources, words)];
  },
};

function readWords({ file, text }: SourceFile): Words {
  const [app, rest] = file.split("/locales/") as [string, string];
  const [language, name] = rest.split("/") as [string, string];
  return {
    file,
    app,
    language,
    namespace: path.basename(name, ".json"),
    words: new Map(flatten(JSON.parse(text) as object, "")),
  };
}

function flatten(part: object, prefix: string): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] =>
    typeof value === "object" && value !== null ? flatten(value, `${prefix}${key}.`) : [[prefix + key, String(value)]],
  );
}

function oneSided(one: Words, all: Words[]): string[] {
  const others = LANGUAGES.filter((language) => language !== one.language).map((language) => ({
    language,
    found: all.find(
      (other) => other.app === one.app && other.namespace === one.namespace && other.language === language,
    ),
  }));
  return others.flatMap(({ language, found }) => {
    if (!found) return [`${one.file} has no counterpart in ${language}`];
    const there = byBase(found.words);
    const here = byBase(one.words);
    const lost = [...here.keys()].filter((key) => !there.has(key)).map((key) => `${found.file} lacks ${key}`);
    const empty = [...one.words]
      .filter(([, text]) => text.trim() === "")
      .map(([key]) => `${one.file} says nothing for ${key}`);
    const unlike = [...here].filter(([key, gaps]) => there.has(key) && there.get(key) !== gaps);
    return [
      ...lost,
      ...empty,
      ...unlike.map(
        ([key, gaps]) =>
          `${one.file} fills ${key} with ${gaps || "nothing"}, ${language} with ${there.get(key) || "nothing"}`,
      ),
    ];
  });
}

/** Plural forms of one key count as one; with the names that its texts are filled with. A count may stay unsaid. */
function byBase(words: Map<string, string>): Map<string, string> {
  const gaps = new Map<string, Set<string>>();
  for (const [key, text] of words) {
    const base = key.replace(PLURAL, "");
    const names = gaps.get(base) ?? new Set<string>();
    for (const match of text.matchAll(/\{\{\s*(\w+)/g)) if (match[1] !== "count") names.add(match[1]!);
    gaps.set(base, names);
  }
  return new Map([...gaps].map(([base, names]) => [base, [...names].toSorted().join(" ")]));
}

function missing(sources: SourceFile[], all: Words[]): string[] {
  const keys = keysByNamespace(all);
  return sources.flatMap(({ file, text }) => {
    const own = [...text.matchAll(/useTranslation\(\s*\[?\s*["'](\w+)["']/g)].map((match) => match[1]!);
    const asked = [...text.matchAll(/(?<![\w.])t\(\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`)/g)].map(
      (match) => match[1] ?? match[2] ?? match[3]!,
    );
    return asked
      .filter((key) => !isThere(key, own, keys))
      .map((key) => `${file} asks for ${key}, which no language has`);
  });
}

function isThere(asked: string, own: string[], keys: Map<string, Set<string>>): boolean {
  const [namespace, key] = asked.includes(":") ? (asked.split(":") as [string, string]) : [null, asked];
  const places = namespace !== null ? [namespace] : own.length > 0 ? own : [...keys.keys()];
  const pattern = patternOf(key);
  return places.some((place) => [...(keys.get(place) ?? [])].some((known) => pattern.test(known)));
}

function unused(sources: SourceFile[], all: Words[]): string[] {
  const literals = new Set<string>();
  const templates: RegExp[] = [];
  for (const { text } of sources) {
    for (const match of text.matchAll(/["'`]([\w-]+:)?([\w.-]+)["'`]/g)) literals.add(match[2]!);
    for (const match of text.matchAll(/`(?:[\w-]+:)?([\w.-]*\$\{[^`]*)`/g))
      if (/^[\w-]+[._]|\}[._][\w-]+$/.test(match[1]!)) templates.push(patternOf(match[1]!));
  }
  const isAsked = (key: string) => literals.has(key) || templates.some((template) => template.test(key));
  return all.flatMap(({ file, words }) =>
    [...new Set([...words.keys()].filter((key) => !isAsked(key)).map((key) => key.replace(PLURAL, "")))]
      .filter((key) => !isAsked(key))
      .map((key) => `${file} has ${key}, which no page asks for`),
  );
}

/** `due.${words}` stands for every key that begins so. */
function patternOf(key: string): RegExp {
  const parts = key.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\w.-]+")}$`);
}

function keysByNamespace(all: Words[]): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { namespace, words } of all) {
    const known = keys.get(namespace) ?? new Set<string>();
    for (const key of words.keys()) known.add(key).add(key.replace(PLURAL, ""));
    keys.set(namespace, known);
  }
  return keys;
}
