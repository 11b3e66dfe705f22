import { createStore, useStore } from "../../ui/base/create-store.ts";

const unread = createStore(0);

/** How many messages or tickets wait unread, in the rail and the title. The inbox sets it. */
export const setUnread = (count: number): void => unread.set(count);
export const useUnread = (): number => useStore(unread);
