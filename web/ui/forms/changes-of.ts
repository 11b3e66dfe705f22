/** The fields of a form that differ from what it started with. */
export function changesOf<V extends object>(now: V, before: V): Partial<V> {
  const fields = Object.keys(now) as (keyof V)[];
  const changed = fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]));
  return Object.fromEntries(changed.map((field) => [field, now[field]])) as Partial<V>;
}
