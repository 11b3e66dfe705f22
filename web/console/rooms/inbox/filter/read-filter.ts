import type { TicketFilter } from "../../../../../src/contract/ticket-list-routes.ts";
import { filterLabel, parseSearch, type Named, type ParsedSearch } from "../../../../../src/domain/search/index.ts";
import type { TicketState, Priority, TicketKind } from "../../../../../src/domain/ticket/vocabulary.ts";
import { localDay, midnightOf } from "../../../../ui/time/wall-clock.ts";

type Bilingual = { zh: string; en: string };

/** Names that a filter may mean, as this desk knows them. */
export type Known = {
  me: { id: string };
  people: readonly { id: string; name: string }[];
  teams: readonly { id: string; name: string }[];
  categories: readonly { id: string; name: Bilingual }[];
  /** Of the tags that the procedure ships; a desk's own tag is its own name. */
  tagNames: readonly { id: string; name: Bilingual }[];
};

export type ReadFilter = {
  filter: Omit<TicketFilter, "view"> & { view?: TicketFilter["view"] };
  /** Words, or filters that only the search knows: the list shows what the search finds. */
  searches: boolean;
  chips: ParsedSearch["chips"];
  problems: ParsedSearch["problems"];
};

/**
 * Reads the filter field as a filter of a list, where a list can answer it.
 * @param at now in milliseconds since the epoch; days begin at midnight in `timeZone`
 */
export function readFilter(q: string, known: Known, at: { now: number; timeZone: string }): ReadFilter {
  const [year, month, day] = localDay(at.now, at.timeZone).split("-").map(Number) as [number, number, number];
  const parsed = parseSearch(q, { today: { year, month, day }, cut: (run) => [run] });
  const { filters } = parsed;
  const people = idsOf(filters.assignee, known.people, known.me.id);
  const teams = idsOf(filters.team, known.teams, null);
  const category = categoryOf(filters.category, known);
  const created = createdOf(filters.created, at.timeZone);
  const unassigned = filters.assignee.length === 1 && filters.assignee[0]?.kind === "none";
  const onlySearch =
    parsed.words.length > 0 ||
    (["channel", "customer", "from", "to", "number", "updated"] as const).some((key) => filters[key].length > 0);
  const searches = onlySearch || (!people && !unassigned) || !teams || category === null || created === null;
  const filter: ReadFilter["filter"] = {
    ...given("state", filters.state as TicketState[]),
    ...given("priority", filters.priority as Priority[]),
    ...given("kind", filters.kind as TicketKind[]),
    ...given("tag", filters.tag),
    ...given("assigneeId", people ?? []),
    ...given("teamId", teams ?? []),
    ...(category ? { categoryId: category } : {}),
    ...created,
    ...(unassigned ? { view: "unassigned" as const } : {}),
  };
  return { filter, searches, chips: parsed.chips.map((chip) => namedChip(chip, known)), problems: parsed.problems };
}

/** A chip of a tag shows the name of the tag; the field keeps its id. */
function namedChip(chip: ParsedSearch["chips"][number], { tagNames }: Known): ParsedSearch["chips"][number] {
  const tag = chip.key === "tag" ? tagNames.find(({ id }) => id === chip.value) : undefined;
  if (!tag) return chip;
  const front = filterLabel("tag");
  return { ...chip, label: { zh: `${front.zh}：${tag.name.zh}`, en: `${front.en}: ${tag.name.en}` } };
}

const given = <K extends string, T>(key: K, values: readonly T[]): { [P in K]?: T[] } =>
  (values.length > 0 ? { [key]: [...values] } : {}) as { [P in K]?: T[] };

/** Null: somebody is meant whom the list cannot name. */
function idsOf(
  named: readonly Named[],
  known: readonly { id: string; name: string }[],
  me: string | null,
): string[] | null {
  const ids = named.map((one) => {
    if (one.kind === "me") return me;
    return one.kind === "named" ? (matching(one.text, known)?.id ?? null) : null;
  });
  return ids.includes(null) ? null : (ids as string[]);
}

/** Who is called so; else the only one whose name holds it. */
function matching<T extends { name: string }>(text: string, known: readonly T[]): T | undefined {
  const wanted = text.toLowerCase();
  const exact = known.find(({ name }) => name.toLowerCase() === wanted);
  const holding = known.filter(({ name }) => name.toLowerCase().includes(wanted));
  return exact ?? (holding.length === 1 ? holding[0] : undefined);
}

/** Undefined: none asked; null: not one that is known. */
function categoryOf(asked: readonly string[], { categories }: Known): string | null | undefined {
  const [first, second] = asked;
  if (first === undefined) return undefined;
  if (second !== undefined) return null;
  const found = categories.find(({ id, name }) => id === first || name.zh === first || name.en === first);
  return found?.id ?? null;
}

function createdOf(
  ranges: readonly { from: string | null; until: string | null }[],
  timeZone: string,
): Pick<TicketFilter, "openedFrom" | "openedTo"> | null {
  const [first, second] = ranges;
  if (!first) return {};
  if (second) return null;
  const moment = (day: string) => new Date(midnightOf(day, timeZone)).toISOString();
  return {
    ...(first.from === null ? {} : { openedFrom: moment(first.from) }),
    ...(first.until === null ? {} : { openedTo: moment(first.until) }),
  };
}
