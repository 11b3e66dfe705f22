/** What a script may name in double braces. */
export const SCRIPT_VARIABLES = [
  "contact.name",
  "organisation.name",
  "ticket.number",
  "ticket.subject",
  "agent.name",
  "agent.number",
  "team.name",
  "due",
] as const;
export type ScriptVariable = (typeof SCRIPT_VARIABLES)[number];

/** Values of one ticket; null where there is none. */
export type ScriptValues = Readonly<Record<ScriptVariable, string | null>>;

const VARIABLE = /\{\{\s*([\w.]{1,60})\s*\}\}/g;
const isKnown = (name: string): name is ScriptVariable => (SCRIPT_VARIABLES as readonly string[]).includes(name);

/** Names in double braces that no ticket can fill, each once. REQ: KN-04 */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1] ?? "");
  return [...new Set(names.filter((name) => !isKnown(name)))];
}

export type Filled = { text: string; missing: ScriptVariable[] };

/** Puts values in; a variable without one stays as it is and is named in `missing`. */
export function fillVariables(
  text: string,
  values: ScriptValues,
  escape: (value: string) => string = (value) => value,
): Filled {
  const missing = new Set<ScriptVariable>();
  const filled = text.replace(VARIABLE, (whole, name: string) => {
    if (!isKnown(name)) return whole;
    const value = values[name];
    if (value !== null) return escape(value);
    missing.add(name);
    return whole;
  });
  return { text: filled, missing: [...missing] };
}
