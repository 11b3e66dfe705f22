import { createStore, useStore } from "../../../../ui/base/create-store.ts";
import type { ComposerTab } from "../ticket-context.ts";
import type { ComposedFile } from "./composition.ts";

/** A message that was taken back, or one that was prepared, on its way into the composer. */
export type GivenBack = {
  ticketId: string;
  tab: ComposerTab;
  html: string;
  to: string[] | null;
  cc: string[];
  files: ComposedFile[];
  /** Below what is written there already, whose addresses and files stay. */
  adds?: boolean;
};

const given = createStore<GivenBack | null>(null);

export const giveBack = (message: GivenBack): void => given.set(message);
export const useGivenBack = (): GivenBack | null => useStore(given);
export const takeGivenBack = (): void => given.set(null);
