// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, Moment, NullableMoment } from "../column-types.ts";

export interface FeaturesNotificationsTables {
  notification: {
    id: string;
    staff_id: string;
    kind: string;
    ticket_id: string;
    seq: number;
    data: GeneratedJson;
    at: Moment;
    in_app: Generated<boolean>;
    read_at: NullableMoment;
    mail_at: NullableMoment;
    mailed_at: NullableMoment;
    stop_began_at: NullableMoment;
  };
  notification_settings: {
    staff_id: string;
    choices: GeneratedJson;
    quiet_from: number | null;
    quiet_to: number | null;
    updated_at: Moment;
  };
}
