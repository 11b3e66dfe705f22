import { useEffect, useState } from "react";
import { getEndedClocks, listMessages } from "../../../../../src/contract/ticket-routes.ts";
import type { ClockShape, MessageShape, TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { call } from "../../../../ui/api/call.ts";

const MESSAGES_AT_ONCE = 100;
/** More than this nobody prints; the sheet says that older ones are missing. */
const MESSAGES_PRINTED_MAX = 2_000;

export type WholeCase = { messages: MessageShape[]; clocks: ClockShape[]; cut: boolean };
type State =
  | { state: "reading" }
  | { state: "ready"; read: WholeCase }
  | { state: "failed"; problem: unknown; again: () => void };

/** All messages, oldest first, and all promises, ended ones too. */
export function useWholeCase(page: TicketPage): State {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ state: "reading" });
  useEffect(() => {
    const stop = new AbortController();
    const again = () => {
      setState({ state: "reading" });
      setAttempt((now) => now + 1);
    };
    readWhole(page, stop.signal).then(
      (read) => setState({ state: "ready", read }),
      (problem: unknown) => {
        if (!stop.signal.aborted) setState({ state: "failed", problem, again });
      },
    );
    return () => stop.abort();
  }, [page, attempt]);
  return state;
}

async function readWhole(page: TicketPage, signal: AbortSignal): Promise<WholeCase> {
  const params = { ticketId: page.id };
  const ended = page.clocksEnded > 0 ? await call(getEndedClocks, { params }, { signal }) : { items: [] };
  let messages = page.messages;
  let cursor = page.messagesCursor;
  while (cursor !== null && messages.length < MESSAGES_PRINTED_MAX) {
    const query = { cursor, limit: MESSAGES_AT_ONCE };
    const older = await call(listMessages, { params, query }, { signal });
    messages = [...older.items.toReversed(), ...messages];
    cursor = older.nextCursor;
  }
  const clocks = [...page.clocks.filter(({ shown }) => shown), ...ended.items];
  return { messages, clocks, cut: cursor !== null };
}
