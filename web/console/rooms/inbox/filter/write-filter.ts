import type { TicketFilter } from "../../../../../src/contract/ticket-list-routes.ts";
import { filterLabel, valueLabel, type ClosedKey, type FilterKey } from "../../../../../src/domain/search/index.ts";
import { localDay } from "../../../../ui/time/wall-clock.ts";
import type { Known } from "./read-filter.ts";

type Language = "zh" | "en";
type Person = { language: Language; timeZone: string };

/** A filter as the words of the field: `状态:处理中 标签:登录`. What `read-filter.ts` reads back. */
export function writeFilter(filter: Partial<TicketFilter>, known: Known, person: Person): string {
  const { language } = person;
  const closed = (key: ClosedKey & keyof TicketFilter) =>
    (filter[key] as readonly string[] | undefined)?.map((value) =>
      tokenOf(key, language === "zh" ? valueLabel(key, value).zh : value, language),
    ) ?? [];
  const nameOf = (list: readonly { id: string; name: string }[]) => (id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  const assignee = (id: string) => (id === known.me.id ? MINE[language] : nameOf(known.people)(id));
  return [
    ...closed("state"),
    ...closed("priority"),
    ...closed("kind"),
    ...(filter.assigneeId ?? []).map((id) => tokenOf("assignee", assignee(id), language)),
    ...(filter.teamId ?? []).map((id) => tokenOf("team", nameOf(known.teams)(id), language)),
    ...(filter.tag ?? []).map((tag) => tokenOf("tag", tag, language)),
    ...(filter.categoryId ? [tokenOf("category", filter.categoryId, language)] : []),
    ...daysOf(filter, person),
  ].join(" ");
}

const MINE = { zh: "我", en: "me" } as const;

/** `状态:处理中`; quoted where a blank would end it. */
export function tokenOf(key: FilterKey, value: string, language: Language): string {
  const needsQuotes = /[\s:：“”,，]/.test(value);
  return `${filterLabel(key)[language]}:${needsQuotes ? `"${value.replaceAll('"', "")}"` : value}`;
}

function daysOf({ openedFrom, openedTo }: Partial<TicketFilter>, { language, timeZone }: Person): string[] {
  if (!openedFrom && !openedTo) return [];
  const first = openedFrom ? localDay(Date.parse(openedFrom), timeZone) : "";
  // The stretch ends at a midnight: its last day is the one before.
  const last = openedTo ? localDay(Date.parse(openedTo) - 1, timeZone) : "";
  return [tokenOf("created", `${first}..${last}`, language)];
}
