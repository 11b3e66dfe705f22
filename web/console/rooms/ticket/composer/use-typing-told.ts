import { useCallback, useEffect, useRef } from "react";
import { useTicketRoom } from "../ticket-context.ts";

const STOPS_AFTER_MS = 8_000;

/** Tells the others that we write, until a while after the last key. */
export function useTypingTold(): () => void {
  const { setTyping } = useTicketRoom();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      setTyping(false);
    },
    [setTyping],
  );
  return useCallback(() => {
    setTyping(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setTyping(false), STOPS_AFTER_MS);
  }, [setTyping]);
}
