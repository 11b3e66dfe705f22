// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { NullableMoment } from "../column-types.ts";

export interface PlatformRealtimeTables {
  socket_io_attachments: {
    id: Generated<number>;
    created_at: NullableMoment;
    payload: Buffer | null;
  };
}
