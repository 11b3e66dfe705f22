import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { scrollToMessage } from "./scroll-to-message.ts";

/** Brings the message that the address names after `#message-` into sight, once; older ones are loaded until it is there. */
export function useAddressed(
  messages: readonly MessageShape[],
  hasOlder: boolean,
  loadOlder: () => Promise<void>,
): void {
  const hash = useLocation().hash.replace(/^message-/, "");
  const shown = useRef("");
  useEffect(() => {
    if (!hash || shown.current === hash) return;
    if (messages.some(({ id }) => id === hash)) {
      shown.current = hash;
      requestAnimationFrame(() => scrollToMessage(hash));
    } else if (hasOlder) void loadOlder();
    else shown.current = hash;
  }, [hash, messages, hasOlder, loadOlder]);
}
