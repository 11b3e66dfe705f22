import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { scrollToMessage } from "./scroll-to-message.ts";

type Input = {
  messages: readonly MessageShape[];
  hasOlder: boolean;
  loadOlder: () => Promise<void>;
  /** Lets go of the end of the conversation, which it follows otherwise. */
  leaveEnd: () => void;
};

/** Heights above a message settle when they are drawn; then it is brought into sight once more. */
const SETTLED_AFTER_MS = 150;

/** Brings the message that the address names after `#message-` into sight, once; older ones are loaded until it is there. */
export function useAddressed({ messages, hasOlder, loadOlder, leaveEnd }: Input): void {
  const hash = useLocation().hash.replace(/^message-/, "");
  const shown = useRef("");
  useEffect(() => {
    if (!hash || shown.current === hash) return;
    leaveEnd();
    if (messages.some(({ id }) => id === hash)) {
      shown.current = hash;
      requestAnimationFrame(() => scrollToMessage(hash));
      setTimeout(() => scrollToMessage(hash), SETTLED_AFTER_MS);
    } else if (hasOlder) void loadOlder();
    else shown.current = hash;
  }, [hash, messages, hasOlder, loadOlder, leaveEnd]);
}
