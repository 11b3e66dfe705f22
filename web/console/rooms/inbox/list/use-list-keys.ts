import { useNavigate, type NavigateOptions } from "@tanstack/react-router";
import { useEffect, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { getTicket } from "../../../../../src/contract/ticket-routes.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { usePrefetch } from "../../../../ui/api/use-route.ts";
import { useLatest } from "../../../../ui/base/use-latest.ts";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import type { Marks } from "./use-marks.ts";
import type { LiveList } from "./use-ticket-list.ts";

type Keys = {
  live: LiveList;
  marks: Marks;
  currentId: string | null;
  setCurrentId: (id: string) => void;
  openNumber: string | null;
  field: RefObject<HTMLInputElement | null>;
};

const PREFETCH_PAUSE_MS = 120;

/** j, k, enter, x and the rest. */
export function useListKeys(keys: Keys): void {
  const { live, marks, currentId, setCurrentId, field } = keys;
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const { rows } = live.state;
  const at = rows.findIndex(({ id }) => id === currentId);
  const current = rows[at];
  usePrefetchCurrent(current);
  const move = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))] ?? rows[0];
    if (next) setCurrentId(next.id);
  };
  const open = () => {
    if (!current || isControl(document.activeElement)) return clickFocused();
    const to: NavigateOptions = { to: "/inbox/$ticketId", params: { ticketId: String(current.number) }, search: true };
    void navigate(to);
  };
  const group = t("keys.group");
  useShortcuts([
    { keys: "j", name: t("keys.next"), group, run: () => move(1) },
    { keys: "k", name: t("keys.previous"), group, run: () => move(-1) },
    { keys: "Enter", name: t("keys.open"), group, run: open },
    { keys: "o", name: t("keys.open"), group, run: open },
    { keys: "x", name: t("keys.mark"), group, run: () => current && marks.toggle(current, false) },
    { keys: "shift+x", name: t("keys.mark_range"), group, run: () => current && marks.toggle(current, true) },
    { keys: "* a", name: t("keys.mark_all"), group, run: () => marks.set(rows.map(({ id }) => id)) },
    { keys: "* n", name: t("keys.mark_none"), group, run: marks.clear },
    { keys: "/", name: t("keys.filter"), group, run: () => field.current?.focus() },
  ]);
}

/** Enter on a button or link is theirs: the shortcut has taken the press, so it is handed on. */
const isControl = (element: Element | null): boolean =>
  element instanceof HTMLElement && element.closest("button, a, [role=option], [role=menuitem], summary") !== null;
const clickFocused = () => {
  if (document.activeElement instanceof HTMLElement && isControl(document.activeElement))
    document.activeElement.click();
};

/** The row the keys stand on is read ahead, so that enter opens at once. */
function usePrefetchCurrent(current: TicketRow | undefined): void {
  const prefetch = usePrefetch();
  const latest = useLatest(prefetch);
  const number = current?.number;
  useEffect(() => {
    if (number === undefined) return undefined;
    const read = () => latest.current(getTicket, { params: { ticketId: String(number) } });
    const timer = setTimeout(read, PREFETCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [number, latest]);
}
