// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { Moment } from "../column-types.ts";

export interface FeaturesClocksTables {
  timer_stop: {
    began_at: Moment;
    ended_at: Moment;
  };
  timer_watch: {
    only_one: Generated<boolean>;
    seen_at: Moment;
  };
}
