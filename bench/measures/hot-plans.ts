import type { BenchDatabase } from "../desk/bench-postgres.ts";
import { BIG_TABLES } from "../fill/table-indexes.ts";
import type { Measured } from "./measure.ts";
import type { SeenRequest } from "./work-per-request.ts";

type Plan = { "Node Type": string; "Relation Name"?: string; "Plan Rows": number; Plans?: Plan[] };

const EXPLAINED = /^\s*(select|with|insert|update|delete)/i;
const BIG: readonly string[] = BIG_TABLES;

/** Asks the planner about every statement of the hot requests; a big table must not be read from end to end. */
export async function hotPlans(
  { db }: BenchDatabase,
  seen: readonly SeenRequest[],
  tickets: number,
): Promise<Measured> {
  const scans = new Set<string>();
  let explained = 0;
  for (const { name, queries } of seen)
    for (const { text, values } of queries) {
      if (!EXPLAINED.test(text)) continue;
      const found = await db.pool.query<{ "QUERY PLAN": { Plan: Plan }[] }>(`explain (format json) ${text}`, values);
      explained += 1;
      for (const table of tablesScanned(found.rows[0]!["QUERY PLAN"][0]!.Plan)) scans.add(`${name}: ${table}`);
    }
  return {
    name: "plans of hot requests",
    tickets,
    figures: { explained, whole_tables: scans.size, which: [...scans].join("; ") },
  };
}

function tablesScanned(plan: Plan): string[] {
  const own =
    plan["Node Type"] === "Seq Scan" && BIG.includes(plan["Relation Name"] ?? "") ? [plan["Relation Name"]!] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(tablesScanned)];
}
