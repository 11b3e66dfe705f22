import { useCallback, useLayoutEffect, useMemo, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { setSeenSeq } from "../seen-seq.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { EventLines } from "./event-lines.tsx";
import { MessageCard } from "./message-card.tsx";
import { useAddressed } from "./use-addressed.ts";
import { timelineOf } from "./timeline.ts";
import { useConversation } from "./use-conversation.ts";
import "./conversation.css";

const NEAR_END_PX = 80;
const NEAR_START_PX = 200;

/** Customer left, us right, notes amber, events as quiet lines; older messages come as one scrolls up. */
export function Conversation(): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page, composer } = useTicketRoom();
  const { messages, hasOlder, loadOlder, problem } = useConversation(page);
  const newestId = messages.at(-1)?.id;
  const { frame, onScroll, unseen, toEnd, leaveEnd } = useScroll({
    newestId,
    oldestId: messages[0]?.id,
    count: messages.length,
    composerOpen: composer.open,
    seq: page.seq,
    onNearStart: () => void loadOlder(),
  });
  useAddressed({ messages, hasOlder, loadOlder, leaveEnd });
  const entries = useMemo(
    () => timelineOf(messages, page.events, { fromStart: !hasOlder, dayOf: (at) => formats.date(at) }),
    [messages, page.events, hasOlder, formats],
  );
  return (
    <div className="ticket-talk">
      <div
        ref={frame}
        className="ticket-scroll"
        tabIndex={0}
        role="log"
        aria-label={t("talk.label")}
        onScroll={onScroll}
      >
        <p className="print-only">{t("print.from_screen")}</p>
        {hasOlder ? (
          <button type="button" className="talk-older" onClick={() => void loadOlder()}>
            {problem ? t("talk.older_failed") : t("talk.older")}
          </button>
        ) : null}
        {entries.map((entry) => {
          if (entry.kind === "message") return <MessageCard key={entry.key} message={entry.message} />;
          if (entry.kind === "events") return <EventLines key={entry.key} events={entry.events} />;
          return (
            <div key={entry.key} className="talk-day">
              {formats.date(entry.at)}
            </div>
          );
        })}
        {messages.length === 0 ? (
          <EmptyState title={t(page.mergedInto ? "talk.moved" : "talk.empty")}>
            {t(page.mergedInto ? "talk.moved_help" : "talk.empty_help")}
          </EmptyState>
        ) : null}
      </div>
      <div className="talk-new" role="status">
        {unseen > 0 ? (
          <button type="button" onClick={toEnd}>
            ↓ {t("talk.new", { count: unseen })}
          </button>
        ) : null}
      </div>
    </div>
  );
}

type ScrollInput = {
  newestId: string | undefined;
  oldestId: string | undefined;
  count: number;
  composerOpen: boolean;
  seq: number;
  onNearStart: () => void;
};

/** Stays at the end while the person is there, keeps the place when older messages are put before, counts what is new. */
function useScroll(input: ScrollInput) {
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const before = useRef<{ oldestId: string | undefined; count: number; height: number }>(undefined);
  const [seen, setSeen] = useState(input.count);
  const toEnd = () => {
    const at = frame.current;
    if (at) at.scrollTop = at.scrollHeight;
    atEnd.current = true;
    setSeen(input.count);
    setSeenSeq(input.seq);
  };
  useLayoutEffect(() => {
    const at = frame.current;
    const last = before.current;
    if (!at) return;
    const grewAtStart = last && last.oldestId !== input.oldestId && input.count > last.count;
    if (grewAtStart) {
      at.scrollTop += at.scrollHeight - last.height;
      setSeen((now) => now + input.count - last.count);
    } else if (atEnd.current) {
      at.scrollTop = at.scrollHeight;
      setSeen(input.count);
    }
    before.current = { oldestId: input.oldestId, count: input.count, height: at.scrollHeight };
  }, [input.newestId, input.oldestId, input.count, input.composerOpen]);
  useLayoutEffect(() => {
    if (atEnd.current) setSeenSeq(input.seq);
  }, [input.seq]);
  useKeepEnd(frame, atEnd);
  const onScroll = () => {
    const at = frame.current;
    if (!at) return;
    const end = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END_PX;
    if (end && !atEnd.current) {
      setSeen(input.count);
      setSeenSeq(input.seq);
    }
    // A composer that opens takes room from below: who has not moved up is still at the end.
    if (end || at.scrollTop < lastTop.current) atEnd.current = end;
    lastTop.current = at.scrollTop;
    if (at.scrollTop < NEAR_START_PX && before.current) input.onNearStart();
  };
  const leaveEnd = useCallback(() => {
    atEnd.current = false;
  }, []);
  return { frame, onScroll, unseen: Math.max(0, input.count - seen), toEnd, leaveEnd };
}

/** Pictures that load and a composer that grows must not push the end out of sight. */
function useKeepEnd(frame: React.RefObject<HTMLDivElement | null>, atEnd: React.RefObject<boolean>): void {
  useLayoutEffect(() => {
    const at = frame.current;
    if (!at) return undefined;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) at.scrollTop = at.scrollHeight;
    });
    watch.observe(at);
    for (const child of at.children) watch.observe(child);
    return () => watch.disconnect();
  });
}
