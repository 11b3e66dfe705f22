/** 王小明 → 小明, 李雷 → 李雷, Ada Lovelace → AL, ops@x.cn → O */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  const han = [...trimmed].filter((character) => /\p{Script=Han}/u.test(character));
  if (han.length > 0) return han.slice(-2).join("");
  const words = trimmed.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

const HUES = 12;

/** The same hue for the same person, 0 to 330 degrees. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (sum % HUES) * (360 / HUES);
}
