import { useEffect, useRef } from "react";
import { createStore, useStore } from "../base/create-store.ts";

/** A line of the palette. */
export type Command = {
  id: string;
  name: string;
  /** Other words that find it. */
  keywords?: string[];
  keys?: string;
  group: string;
  run: () => void;
};

/** Finds things by what was typed: tickets, customers. */
export type CommandSource = (typed: string, signal: AbortSignal) => Promise<Command[]>;

const commands = createStore<readonly Command[]>([]);
const sources = createStore<readonly CommandSource[]>([]);

export const useRegisteredCommands = (): readonly Command[] => useStore(commands);
export const useCommandSources = (): readonly CommandSource[] => useStore(sources);

/** Commands of a view, as long as it is on screen. Shortcuts are in the palette by themselves. */
export function useCommands(mine: readonly Command[]): void {
  const latest = useRef(mine);
  useEffect(() => {
    latest.current = mine;
  });
  const shape = mine.map(({ id, name }) => `${id}\n${name}`).join("\n\n");
  useEffect(() => {
    const added = latest.current.map((command, at) => ({ ...command, run: () => latest.current[at]?.run() }));
    commands.set((all) => [...all, ...added]);
    return () => commands.set((all) => all.filter((each) => !added.includes(each)));
  }, [shape]);
}

/** A source of finds; hand in a stable function. */
export function useCommandSource(source: CommandSource): void {
  useEffect(() => {
    sources.set((all) => [...all, source]);
    return () => sources.set((all) => all.filter((each) => each !== source));
  }, [source]);
}
