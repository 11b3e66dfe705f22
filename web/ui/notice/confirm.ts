import type { ReactNode } from "react";
import { createStore, useStore } from "../base/create-store.ts";

export type Question = {
  title: string;
  body?: ReactNode;
  /** The word on the button; 确定 when left out. */
  ok?: string;
  danger?: boolean;
};
type Asked = Question & { answer: (yes: boolean) => void };

const asked = createStore<Asked | null>(null);

export const useAsked = (): Asked | null => useStore(asked);

/** Asks before something that cannot be taken back. A second question answers the first with no. */
export function confirm(question: Question): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      asked.set(null);
      resolve(yes);
    };
    asked.set({ ...question, answer });
  });
}
