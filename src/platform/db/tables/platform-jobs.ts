// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { GeneratedMoment } from "../column-types.ts";

export interface PlatformJobsTables {
  worker_process: {
    id: string;
    seen_at: GeneratedMoment;
    steady_since: GeneratedMoment;
  };
}
