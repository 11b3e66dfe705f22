export type Unit = Record<string, [name: string, value: string][]>;

/** A systemd unit by its sections. @throws Error at a line that is none */
export function readUnit(text: string): Unit {
  const unit: Unit = {};
  let section: Unit[string] | null = null;
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const head = /^\[(\w+)\]$/.exec(line);
    if (head) {
      section = unit[head[1]!] ??= [];
      continue;
    }
    const pair = /^(\w+)=(.*)$/.exec(line);
    if (!pair || !section) throw new Error(`no line of a unit: ${line}`);
    section.push([pair[1]!, pair[2]!]);
  }
  return unit;
}

export const valuesOf = (unit: Unit, section: string, name: string): string[] =>
  (unit[section] ?? []).filter(([one]) => one === name).map(([, value]) => value);

export type Instruction = { name: string; words: string[]; text: string };

/** A Dockerfile's instructions, their lines joined. */
export const readDockerfile = (text: string): Instruction[] =>
  text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name, ...words] = line.trim().split(/\s+/);
      return { name: name!, words, text: line.trim().slice(name!.length).trim() };
    });
