import type { CompiledQuery, Kysely } from "kysely";
import type { DB } from "./tables.ts";

/** Something that becomes a statement: a query of Kysely's, a piece of `sql`, or one that was built before. */
export type Sendable = { compile(by: Kysely<DB>): CompiledQuery };

/** Stands where a value comes that is not known yet. */
class Blank {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement of a hot path whose text is built with its first call; every later call only puts its values in. `build` may
 * do nothing with a value but hand it on: what it looked at would be a blank.
 * @returns takes the values, the same names each time, and answers what `submit` and `sendAhead` take
 */
export function builtOnce<Values extends object>(
  build: (by: Kysely<DB>, values: Values) => Sendable,
): (values: Values) => Sendable {
  let built: CompiledQuery | null = null;
  const textOf = (by: Kysely<DB>, values: Values) => {
    const blanks = Object.fromEntries(Object.keys(values).map((name) => [name, new Blank(name)]));
    return build(by, blanks as Values).compile(by);
  };
  return (values) => ({
    compile: (by) => {
      built ??= textOf(by, values);
      const given = values as Record<string, unknown>;
      return {
        ...built,
        parameters: built.parameters.map((place) => (place instanceof Blank ? given[place.name] : place)),
      };
    },
  });
}
