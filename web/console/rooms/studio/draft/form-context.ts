import { createContext, useContext, type ComponentType } from "react";
import type { References } from "./references.ts";
import type { Shape } from "./shape.ts";

/** Which field of the form a control is: its key in the format, its path in the item, what it is called, what it means to leave it empty. */
export type Place = { key: string; path: string; label: string; empty?: string };
export type ControlProps<S = Shape> = { shape: S; value: unknown; at: Place; onChange: (value: unknown) => void };

type FormOf = {
  references: References;
  /** Paths that cannot be right yet; shown once somebody tried to save. */
  faults: ReadonlySet<string>;
  /** The control of any shape, for those that hold others. */
  Control: ComponentType<ControlProps>;
};

export const ItemFormContext = createContext<FormOf>({
  references: () => null,
  faults: new Set(),
  Control: () => null,
});
export const useItemForm = (): FormOf => useContext(ItemFormContext);
