const FORMS =
  /(股份有限公司|有限责任公司|有限公司|集团公司|集团|股份|公司|\b(?:inc|ltd|llc|corp|corporation|company|co|limited|gmbh|group|holdings?)\b\.?)/gi;
const PLACES = /^(?:中国|北京|上海|天津|重庆|深圳|广州|杭州|南京|苏州|成都|武汉|西安)市?/;

/** What is left of an organisation's name when legal form, place and punctuation are taken away: `华为技术`. */
export function organisationNameKey(name: string): string {
  const plain = name.normalize("NFKC").toLowerCase();
  const bare = plain
    .replace(/[（(][^）)]*[）)]/g, "")
    .replace(FORMS, " ")
    .replace(/[^\p{L}\p{N}]+/gu, "");
  const withoutPlace = bare.replace(PLACES, "");
  if (withoutPlace.length >= 2) return withoutPlace;
  return bare || plain.replace(/\s+/g, "");
}

/** How alike two texts are by their pairs of characters (Dice): 0 nothing in common, 1 the same. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const left = pairs(a);
  const right = pairs(b);
  if (left.size === 0 || right.size === 0) return 0;
  const common = [...left].filter((pair) => right.has(pair)).length;
  return (2 * common) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, at) => characters[at]! + character));
}
