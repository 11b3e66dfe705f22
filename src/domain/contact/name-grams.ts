const NAME_CHARS_MAX = 100;

/** What a name must have to hold this text: each two neighbouring characters, of a single one itself; lower-cased. */
export function nameGrams(text: string): string[] {
  const characters = Array.from(text.toLowerCase()).slice(0, NAME_CHARS_MAX);
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((character, at) => characters[at]! + character))];
}
