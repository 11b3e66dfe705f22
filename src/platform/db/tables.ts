// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { ChannelsEmailTables } from "./tables/channels-email.ts";
import type { CoreContactsTables } from "./tables/core-contacts.ts";
import type { CoreSopTables } from "./tables/core-sop.ts";
import type { CoreStaffTables } from "./tables/core-staff.ts";
import type { CoreTicketsTables } from "./tables/core-tickets.ts";
import type { FeaturesClocksTables } from "./tables/features-clocks.ts";
import type { FeaturesClosingTables } from "./tables/features-closing.ts";
import type { FeaturesCustomersTables } from "./tables/features-customers.ts";
import type { FeaturesInboxTables } from "./tables/features-inbox.ts";
import type { FeaturesIntakeTables } from "./tables/features-intake.ts";
import type { FeaturesNotificationsTables } from "./tables/features-notifications.ts";
import type { FeaturesScriptsTables } from "./tables/features-scripts.ts";
import type { FeaturesSearchTables } from "./tables/features-search.ts";
import type { FeaturesStudioTables } from "./tables/features-studio.ts";
import type { FeaturesTicketDeskTables } from "./tables/features-ticket-desk.ts";
import type { FeaturesTransfersTables } from "./tables/features-transfers.ts";
import type { PlatformHttpTables } from "./tables/platform-http.ts";
import type { PlatformJobsTables } from "./tables/platform-jobs.ts";
import type { PlatformRealtimeTables } from "./tables/platform-realtime.ts";

export type DB = ChannelsEmailTables &
  CoreContactsTables &
  CoreSopTables &
  CoreStaffTables &
  CoreTicketsTables &
  FeaturesClocksTables &
  FeaturesClosingTables &
  FeaturesCustomersTables &
  FeaturesInboxTables &
  FeaturesIntakeTables &
  FeaturesNotificationsTables &
  FeaturesScriptsTables &
  FeaturesSearchTables &
  FeaturesStudioTables &
  FeaturesTicketDeskTables &
  FeaturesTransfersTables &
  PlatformHttpTables &
  PlatformJobsTables &
  PlatformRealtimeTables;
