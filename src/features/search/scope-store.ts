import { sql, type RawBuilder } from "kysely";
import { whereSeen } from "../../core/tickets/index.ts";
import type { DateRange } from "../../domain/search/index.ts";
import { allCategories, type Pack } from "../../domain/sop/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { SearchScope } from "./search-scope.ts";

type Condition = RawBuilder<boolean>;

/** The scope as SQL over `ticket` t, the permission predicate first. */
export function whereInScope(scope: SearchScope): Condition {
  return sql`${sql.join([whereSeen(scope.sight, "t"), ...conditionsOf(scope)], sql` and `)}`;
}

/** Whether anything but words is asked for. */
export const isNarrowed = (scope: SearchScope): boolean => conditionsOf(scope).length > 0;

function conditionsOf(scope: SearchScope): Condition[] {
  const { closed } = scope;
  return [
    ...oneOf("t.state", closed.state),
    ...oneOf("t.priority", closed.priority),
    ...oneOf("t.kind", closed.kind),
    ...oneOf("t.channel", closed.channel),
    ...(scope.assignees ? [idOrNone("t.assignee_id", scope.assignees)] : []),
    ...(scope.teams ? [idOrNone("t.team_id", scope.teams)] : []),
    ...(scope.customers
      ? [
          sql<boolean>`(t.contact_id = any(${[...scope.customers.contactIds]}::uuid[])
            or t.organisation_id = any(${[...scope.customers.organisationIds]}::uuid[]))`,
        ]
      : []),
    ...(scope.categoryIds ? [sql<boolean>`t.category_id = any(${[...scope.categoryIds]}::text[])`] : []),
    ...(scope.tags.length ? [sql<boolean>`(t.tags <> '{}' and t.tags && ${[...scope.tags]}::text[])`] : []),
    ...(scope.numbers.length ? [sql<boolean>`t.number = any(${[...scope.numbers]}::bigint[])`] : []),
    ...within("t.opened_at", scope.created, scope.timeZone),
    ...within("t.updated_at", scope.updated, scope.timeZone),
  ];
}

const oneOf = (column: string, values: readonly string[]): Condition[] =>
  values.length ? [sql<boolean>`${sql.ref(column)} = any(${[...values]}::text[])`] : [];

const idOrNone = (column: string, wanted: { ids: readonly string[]; none: boolean }): Condition =>
  wanted.none
    ? sql`(${sql.ref(column)} is null or ${sql.ref(column)} = any(${[...wanted.ids]}::uuid[]))`
    : sql`${sql.ref(column)} = any(${[...wanted.ids]}::uuid[])`;

function within(column: string, ranges: readonly DateRange[], timeZone: string): Condition[] {
  const moment = (date: string) => sql`(${date}::timestamp at time zone ${timeZone})`;
  return ranges.flatMap(({ from, until }) => [
    ...(from ? [sql<boolean>`${sql.ref(column)} >= ${moment(from)}`] : []),
    ...(until ? [sql<boolean>`${sql.ref(column)} < ${moment(until)}`] : []),
  ]);
}

/** Categories of the published procedures whose id, or name in either language, holds one of the texts; with all below them. */
export async function categoriesNamed(tx: Tx, texts: readonly string[]): Promise<string[]> {
  const rows = await queries(tx)
    .selectFrom("sop_version")
    .select("content")
    .where("status", "in", ["published", "retired"])
    .execute();
  const wanted = texts.map((text) => text.toLowerCase());
  const found = new Set<string>();
  for (const { content } of rows)
    for (const category of allCategories((content as Partial<Pack>).categories ?? [])) {
      const names = [category.id, category.name.zh, category.name.en].map((name) => name.toLowerCase());
      if (!wanted.some((text) => names.some((name) => name.includes(text)))) continue;
      for (const { id } of allCategories([category])) found.add(id);
    }
  return [...found];
}
