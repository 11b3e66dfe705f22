// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedMoment, Json, Moment, NullableMoment } from "../column-types.ts";

export interface FeaturesScriptsTables {
  script: {
    id: string;
    key: string;
    scene: string;
    channel: string | null;
    team_id: string | null;
    title_zh: string;
    title_en: string;
    body_zh: string;
    body_en: string;
    version: Generated<number>;
    updated_by: string | null;
    updated_at: GeneratedMoment;
    approved_at: NullableMoment;
    approved_by: string | null;
    archived_at: NullableMoment;
  };
  script_version: {
    script_id: string;
    version: number;
    content: Json;
    changed_by: string | null;
    changed_at: Moment;
  };
}
