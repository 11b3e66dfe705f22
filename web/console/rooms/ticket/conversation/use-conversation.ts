import { useCallback, useRef, useState } from "react";
import { listMessages } from "../../../../../src/contract/ticket-routes.ts";
import type { MessageShape, TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { call } from "../../../../ui/api/call.ts";
import { joinMessages } from "./timeline.ts";

const OLDER_AT_ONCE = 50;

type Known = { home: string; page: TicketPage; messages: MessageShape[]; cursor: string | null };

const homeOf = (page: TicketPage) => [page.id, ...page.mergedFrom.map(({ id }) => id)].join();

/** All messages loaded so far, and how to load those before. */
export function useConversation(page: TicketPage) {
  const [known, setKnown] = useState<Known>(() => startOf(page));
  const [problem, setProblem] = useState<unknown>(null);
  const loading = useRef(false);
  const current = known.page === page ? known : advance(known, page);
  if (known.page !== page) setKnown(current);
  const { cursor } = current;
  const loadOlder = useCallback(async () => {
    if (!cursor || loading.current) return;
    loading.current = true;
    setProblem(null);
    try {
      const older = await call(listMessages, {
        params: { ticketId: page.id },
        query: { cursor, limit: OLDER_AT_ONCE },
      });
      setKnown((now) => ({
        ...now,
        messages: [...older.items.toReversed(), ...now.messages],
        cursor: older.nextCursor,
      }));
    } catch (refused) {
      setProblem(refused);
    } finally {
      loading.current = false;
    }
  }, [cursor, page.id]);
  return { messages: current.messages, hasOlder: cursor !== null, loadOlder, problem };
}

const startOf = (page: TicketPage): Known => ({
  home: homeOf(page),
  page,
  messages: page.messages,
  cursor: page.messagesCursor,
});

/** The newest answer joined to what was loaded; a merge or a gap starts anew. */
function advance(known: Known, page: TicketPage): Known {
  if (known.home !== homeOf(page)) return startOf(page);
  const messages = joinMessages(known.messages, page.messages, !page.messagesBefore);
  const keptOlder = messages.length > page.messages.length;
  return { ...known, page, messages, cursor: keptOlder ? known.cursor : page.messagesCursor };
}
