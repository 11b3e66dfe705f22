import { useCallback, useEffect, useRef } from "react";
import { discardDraft, keepDraft, listDrafts } from "../../../../../src/contract/inbox-routes.ts";
import { call } from "../../../../ui/api/call.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { onDraftElsewhere } from "../../../../ui/base/drafts.ts";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import type { ComposerTab } from "../ticket-context.ts";
import { EMPTY_COMPOSITION, isBlank, saysTheSame, type Composition } from "./composition.ts";

const KEEP_PAUSE_MS = 1_500;
const RECIPIENTS_MAX = 50;

/** What changes; as a function of what stands, where several may come at once. */
type Change = Partial<Composition> | ((now: Composition) => Partial<Composition>);

/**
 * What is written in one tab: kept in this browser at once, and on the server a moment later, so that it survives a
 * change of device. `onFound`: a draft came from the server, and nothing has been written here; or another tab went on with
 * what stands here, or sent it.
 */
export function useComposition(ticketId: string, tab: ComposerTab, onFound: (html: string) => void) {
  const name = `${tab}:${ticketId}`;
  const [now, setNow, drop, adopt] = useDraft<Composition>(name, EMPTY_COMPOSITION);
  const server = useServerDraft(ticketId, tab);
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const adopting = useRef(false);
  const change = useCallback(
    (given: Change) => {
      // The editor tells of what it was handed.
      if (adopting.current) return;
      const part = typeof given === "function" ? given(latest.current) : given;
      const next = { ...latest.current, ...part };
      latest.current = next;
      setNow(next);
      server.keep(next);
    },
    [setNow, server],
  );
  useEffect(
    () =>
      onDraftElsewhere<Composition>(name, (before, next) => {
        if (!saysTheSame(before ?? EMPTY_COMPOSITION, latest.current)) return;
        latest.current = next ?? EMPTY_COMPOSITION;
        adopt(latest.current);
        adopting.current = true;
        onFound(latest.current.html);
        adopting.current = false;
      }),
    [name, adopt, onFound],
  );
  const { found } = server;
  const taken = useRef(false);
  useEffect(() => {
    if (!found || taken.current) return;
    taken.current = true;
    if (!isBlank(latest.current)) return;
    const files = found.files.map(({ id, name, sizeBytes, url }) => ({ id, name, sizeBytes, url }));
    const to = found.to.length > 0 ? found.to : null;
    const next = { ...EMPTY_COMPOSITION, html: found.html, cc: found.cc, to, files };
    latest.current = next;
    setNow(next);
    onFound(found.html);
  }, [found, setNow, onFound]);
  const clear = useCallback(() => {
    latest.current = EMPTY_COMPOSITION;
    drop();
    server.discard();
  }, [drop, server]);
  return { composition: now, change, clear };
}

function useServerDraft(ticketId: string, tab: ComposerTab) {
  const drafts = useRoute(listDrafts, { params: { ticketId } }, { freshMs: 0 });
  const found = drafts.data?.items.find((draft) => draft.tab === tab && (draft.html !== "" || draft.files.length > 0));
  const params = { ticketId, tab };
  const work = useRef<{ timer?: ReturnType<typeof setTimeout>; flush: () => void }>({ flush: () => undefined });
  const kept = useRef(false);
  useEffect(() => () => work.current.flush(), []);
  const keep = (written: Composition) => {
    const flush = () => {
      clearTimeout(work.current.timer);
      work.current.flush = () => undefined;
      if (isBlank(written)) {
        if (kept.current || found) void call(discardDraft, { params }).catch(() => undefined);
        kept.current = false;
        return;
      }
      kept.current = true;
      const { html, cc, to, files } = written;
      const body = { html, cc: cc.slice(0, RECIPIENTS_MAX), to: to ?? [], attachmentIds: files.map(({ id }) => id) };
      // The browser keeps the draft too: a failure here loses nothing.
      void call(keepDraft, { params, body }).catch(() => undefined);
    };
    clearTimeout(work.current.timer);
    work.current = { flush, timer: setTimeout(flush, KEEP_PAUSE_MS) };
  };
  const discard = () => {
    clearTimeout(work.current.timer);
    work.current.flush = () => undefined;
    if (kept.current || found) void call(discardDraft, { params }).catch(() => undefined);
    kept.current = false;
  };
  return { found, keep, discard };
}
