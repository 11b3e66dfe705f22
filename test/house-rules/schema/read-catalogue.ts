import type pg from "pg";

export type Column = {
  name: string;
  type: string;
  notNull: boolean;
  expression: string | null;
  kind: "plain" | "default" | "generated" | "identity_always" | "identity_default";
};

export type Table = {
  name: string;
  partitionOf: string | null;
  partitionBy: string | null;
  comment: string | null;
  columns: Column[];
  columnComments: { name: string; comment: string }[];
  constraints: { name: string; definition: string }[];
  indexes: string[];
  triggers: string[];
};

export type Catalogue = {
  extensions: string[];
  types: { name: string; definition: string }[];
  functions: string[];
  tables: Table[];
  views: { name: string; definition: string }[];
};

/** Everything of the schema `public` that a migration can make, in an order that does not depend on how it was made. */
export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
  await client.query("set search_path to public, pg_catalog");
  return {
    extensions: await texts(client, "select extname as text from pg_extension where extname <> 'plpgsql'"),
    types: await rows(client, TYPES),
    functions: await texts(client, FUNCTIONS),
    tables: await readTables(client),
    views: await rows(client, VIEWS),
  };
}

const NOT_OF_AN_EXTENSION = (oid: string, catalogue: string) =>
  `not exists (select 1 from pg_depend x where x.classid = '${catalogue}'::regclass and x.objid = ${oid} and x.deptype = 'e')`;

const TYPES = `select t.typname as name,
    case t.typtype
      when 'e' then 'enum (' || (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid) || ')'
      else format_type(t.typbasetype, t.typtypmod) || coalesce((select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by conname)
             from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '')
    end as definition
  from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd') and ${NOT_OF_AN_EXTENSION("t.oid", "pg_type")}`;

const FUNCTIONS = `select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and ${NOT_OF_AN_EXTENSION("p.oid", "pg_proc")}`;

const VIEWS = `select c.relname as name, pg_get_viewdef(c.oid) as definition from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') and ${NOT_OF_AN_EXTENSION("c.oid", "pg_class")}`;

const TABLES = `select c.oid::int as oid, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
    (select i.inhparent::regclass::text || ' ' || pg_get_expr(c.relpartbound, c.oid) from pg_inherits i where i.inhrelid = c.oid and c.relispartition) as "partitionOf",
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionBy"
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'`;

const COLUMNS = `select a.attrelid::int as oid, a.attname as name,
    format_type(a.atttypid, a.atttypmod) ||
      case when a.attcollation <> t.typcollation then ' collate ' || (select quote_ident(collname) from pg_collation where oid = a.attcollation) else '' end as type,
    a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as expression, col_description(a.attrelid, a.attnum) as comment,
    case when a.attidentity = 'a' then 'identity_always' when a.attidentity = 'd' then 'identity_default'
         when a.attgenerated <> '' then 'generated' when d.adbin is not null then 'default' else 'plain' end as kind
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = any($1::oid[]) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`;

/** Not-null constraints are said with the column: PostgreSQL 18 lists them here, earlier ones do not. */
const CONSTRAINTS = `select conrelid::int as oid, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where conrelid = any($1::oid[]) and contype in ('p', 'u', 'c', 'f', 'x') and conparentid = 0 order by contype <> 'p', conname`;

const INDEXES = `select i.indrelid::int as oid, pg_get_indexdef(i.indexrelid) as text from pg_index i
  where i.indrelid = any($1::oid[]) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  order by 2`;

const TRIGGERS = `select tgrelid::int as oid, pg_get_triggerdef(oid) as text from pg_trigger
  where tgrelid = any($1::oid[]) and not tgisinternal order by tgname`;

type OfTable = { oid: number };

async function readTables(client: pg.Client): Promise<Table[]> {
  const tables = await rows<OfTable & Pick<Table, "name" | "comment" | "partitionOf" | "partitionBy">>(client, TABLES);
  const oids = tables.map((table) => table.oid);
  const columns = await ofTables<Column & { comment: string | null }>(client, COLUMNS, oids);
  const constraints = await ofTables<{ name: string; definition: string }>(client, CONSTRAINTS, oids);
  const indexes = await ofTables<{ text: string }>(client, INDEXES, oids);
  const triggers = await ofTables<{ text: string }>(client, TRIGGERS, oids);
  return tables.map(({ oid, ...table }) => ({
    ...table,
    columns: columns(oid).map(({ name, type, notNull, expression, kind }) => ({
      name,
      type,
      notNull,
      expression,
      kind,
    })),
    columnComments: columns(oid).flatMap(({ name, comment }) => (comment === null ? [] : [{ name, comment }])),
    constraints: constraints(oid),
    indexes: indexes(oid).map((row) => row.text),
    triggers: triggers(oid).map((row) => row.text),
  }));
}

async function ofTables<T>(client: pg.Client, question: string, oids: number[]): Promise<(oid: number) => T[]> {
  const found = await client.query<T & OfTable>(question, [oids]);
  const byTable = Map.groupBy(found.rows, (row) => row.oid);
  return (oid) => byTable.get(oid) ?? [];
}

async function texts(client: pg.Client, question: string): Promise<string[]> {
  const found = await client.query<{ text: string }>(question);
  return found.rows.map((row) => row.text).toSorted();
}

async function rows<T extends { name: string }>(client: pg.Client, question: string): Promise<T[]> {
  const found = await client.query<T>(question);
  return found.rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
