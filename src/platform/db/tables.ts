// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Read as parsed; written as JSON text, because the driver would send an array as a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>;
type NullableMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;
type GeneratedMoment = ColumnType<Date, Date | string | undefined, Date | string>;
type GeneratedJson = ColumnType<unknown, string | undefined, string>;

interface AcknowledgementTable {
  ticket_id: string;
  sender: string;
  sent_at: Moment;
}

interface ApiTokenTable {
  id: string;
  staff_id: string;
  name: string;
  token_digest: string;
  hint: string;
  scopes: string[];
  expires_at: Moment;
  last_used_at: NullableMoment;
  revoked_at: NullableMoment;
  created_at: GeneratedMoment;
}

interface AttachmentTable {
  id: string;
  ticket_id: string | null;
  message_id: string | null;
  name: string;
  media_type: string;
  size_bytes: number;
  sha256: string;
  storage_key: string;
  content_id: string | null;
  inline: Generated<boolean>;
  uploaded_by: string | null;
  created_at: GeneratedMoment;
}

interface AuditEntryTable {
  id: string;
  at: GeneratedMoment;
  actor_id: string | null;
  actor_name: string;
  ip: string | null;
  action: string;
  target_kind: string;
  target_id: string | null;
  target_name: string | null;
  detail: GeneratedJson;
}

interface AuthAccountTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: NullableMoment;
  refresh_token_expires_at: NullableMoment;
  scope: string | null;
  password: string | null;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface AuthSessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Moment;
  ip_address: string | null;
  user_agent: string | null;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface AuthTwoFactorTable {
  id: string;
  user_id: string;
  secret: string;
  backup_codes: string;
  verified: Generated<boolean | null>;
  failed_verification_count: Generated<number | null>;
  locked_until: NullableMoment;
}

interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  two_factor_enabled: Generated<boolean | null>;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface AuthVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Moment;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface ContactTable {
  id: string;
  organisation_id: string | null;
  name: string;
  title: Generated<string>;
  language: Generated<string>;
  time_zone: string | null;
  preferred_channel: string | null;
  note: Generated<string>;
  blocked: Generated<boolean>;
  merged_into_id: string | null;
  erased_at: NullableMoment;
  version: Generated<number>;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface ContactAddressTable {
  kind: string;
  value: string;
  contact_id: string;
  is_primary: Generated<boolean>;
  undeliverable_at: NullableMoment;
}

interface CustomerImportTable {
  id: string;
  file_name: string;
  content: Buffer;
  encoding: string;
  delimiter: string;
  mapping: GeneratedJson;
  state: string;
  rows_total: number;
  rows_done: Generated<number>;
  contacts_made: Generated<number>;
  contacts_changed: Generated<number>;
  organisations_made: Generated<number>;
  unchanged: Generated<number>;
  bad_rows: Generated<number>;
  created_by: string | null;
  created_at: Moment;
  started_at: NullableMoment;
  finished_at: NullableMoment;
}

interface CustomerImportBadRowTable {
  import_id: string;
  line: number;
  cells: Json;
  complaints: Json;
}

interface CustomerMergerTable {
  id: string;
  kind: string;
  from_id: string;
  into_id: string;
  moved: Json;
  merged_by: string | null;
  merged_at: Moment;
  undone_at: NullableMoment;
}

interface DeskSettingsTable {
  one: Generated<boolean>;
  name: string | null;
  colour: string | null;
  version: Generated<number>;
  updated_at: GeneratedMoment;
}

interface FormSubmissionTable {
  id: string;
  ticket_id: string;
  form_id: string;
  content: Json;
  submitted_by: string | null;
  created_at: Moment;
}

interface IdempotencyRecordTable {
  key: string;
  request_digest: string;
  status: number;
  body: NullableJson;
  created_at: GeneratedMoment;
}

interface InboundMailTable {
  id: string;
  mailbox_id: string;
  sha256: Buffer;
  raw: Buffer;
  envelope: Json;
  truncated: Generated<boolean>;
  received_at: Moment;
  state: Generated<string>;
  reason: string | null;
  attempts: Generated<number>;
  ticket_id: string | null;
  message_id: string | null;
  settled_at: NullableMoment;
  external_id: string | null;
}

interface InvitationTable {
  id: string;
  email: string | null;
  role: string;
  team_ids: Generated<string[]>;
  language: Generated<string>;
  token_digest: string;
  invited_by: string | null;
  created_at: GeneratedMoment;
  expires_at: Moment;
  accepted_at: NullableMoment;
  revoked_at: NullableMoment;
}

interface MailDeliveryTable {
  message_id: string;
  attempts: Generated<number>;
  lease_until: NullableMoment;
}

interface MailboxTable {
  id: string;
  name: string;
  address: string;
  kind: string;
  team_id: string | null;
  enabled: Generated<boolean>;
  trusted_servers: Generated<string[]>;
  imap_host: string | null;
  imap_port: number | null;
  imap_security: Generated<string>;
  imap_user: string | null;
  imap_auth: Generated<string>;
  imap_secret: Buffer | null;
  imap_folder: Generated<string>;
  oauth_token_url: string | null;
  oauth_client_id: string | null;
  oauth_client_secret: Buffer | null;
  oauth_scope: string | null;
  version: Generated<number>;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
}

interface MailboxOutgoingTable {
  mailbox_id: string;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: Generated<string>;
  smtp_user: string | null;
  smtp_secret: Buffer | null;
  dkim_domain: string | null;
  dkim_selector: string | null;
  dkim_key: Buffer | null;
  smtp_auth: Generated<string>;
}

interface MailboxProgressTable {
  mailbox_id: string;
  uid_validity: number | null;
  last_uid: Generated<number>;
  last_ok_at: NullableMoment;
  last_error_code: string | null;
  last_error: string | null;
  last_error_at: NullableMoment;
  lease_holder: string | null;
  lease_until: NullableMoment;
}

interface MessageTable {
  id: string;
  ticket_id: string;
  home_ticket_id: string;
  direction: string;
  kind: string;
  author_staff_id: string | null;
  author_contact_id: string | null;
  from_name: Generated<string>;
  from_address: Generated<string>;
  recipients: GeneratedJson;
  subject: Generated<string>;
  text: Generated<string>;
  html: string | null;
  quoted_text: string | null;
  quoted_html: string | null;
  language: Generated<string>;
  channel: string;
  external_id: string | null;
  in_reply_to: string | null;
  raw_mail_id: string | null;
  automatic: Generated<boolean>;
  unreadable: Generated<boolean>;
  sender_verified: Generated<string>;
  created_at: Moment;
  send_at: NullableMoment;
  delivery_state: Generated<string>;
  delivery_detail: string | null;
  delivered_at: NullableMoment;
  mentions: Generated<string[]>;
  refused_recipients: GeneratedJson;
}

interface MessageDraftTable {
  ticket_id: string;
  staff_id: string;
  tab: string;
  html: string;
  recipients: GeneratedJson;
  attachment_ids: Generated<string[]>;
  updated_at: Moment;
}

interface NotificationTable {
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
}

interface NotificationSettingsTable {
  staff_id: string;
  choices: GeneratedJson;
  quiet_from: number | null;
  quiet_to: number | null;
  updated_at: Moment;
}

interface OnCallDutyTable {
  id: string;
  roster_id: string;
  staff_id: string;
  starts_at: Moment;
  ends_at: Moment;
  created_at: Moment;
}

interface OrganisationTable {
  id: string;
  name: string;
  tier: Generated<string>;
  adviser_id: string | null;
  note: Generated<string>;
  merged_into_id: string | null;
  version: Generated<number>;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
  paid_cny: number | null;
  customer_since: NullableMoment;
  user_count: number | null;
  tier_override: string | null;
  tier_reason: Generated<string>;
  tier_until: NullableMoment;
}

interface OrganisationDomainTable {
  domain: string;
  organisation_id: string;
}

interface RateWindowTable {
  key: string;
  count: number;
  started_at: Moment;
}

interface SavedViewTable {
  id: string;
  owner_id: string;
  shared: Generated<boolean>;
  name: string;
  filter: Json;
  sort: string;
  group_by: string;
  position: Generated<number>;
  version: Generated<number>;
  created_at: Moment;
  updated_at: Moment;
}

interface ScriptTable {
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
}

interface ScriptVersionTable {
  script_id: string;
  version: number;
  content: Json;
  changed_by: string | null;
  changed_at: Moment;
}

interface SearchEntryTable {
  id: string;
  ticket_id: string;
  message_id: string | null;
  at: Moment;
  lexemes: string;
  codes: string;
  sender: Generated<string>;
  recipients: Generated<string>;
}

interface SignInSettingsTable {
  one: Generated<boolean>;
  two_factor_roles: Generated<string[]>;
  password_chars_min: Generated<number>;
  session_hours_max: Generated<number>;
  version: Generated<number>;
  updated_at: GeneratedMoment;
}

interface SocketIoAttachmentsTable {
  id: Generated<number>;
  created_at: NullableMoment;
  payload: Buffer | null;
}

interface SopEventTable {
  id: string;
  sop_version_id: string;
  at: Moment;
  staff_id: string | null;
  action: string;
  reason: Generated<string>;
  facts: GeneratedJson;
}

interface SopRunTable {
  id: string;
  sop_version_id: string;
  scope: Json;
  state: Generated<string>;
  done: Generated<number>;
  total: number | null;
  problem: NullableJson;
  result: NullableJson;
  started_by: string;
  created_at: Moment;
  seen_at: NullableMoment;
  ended_at: NullableMoment;
}

interface SopVersionTable {
  id: string;
  pack_id: string;
  number: number;
  status: string;
  content: NullableJson;
  digest: string;
  reason: Generated<string>;
  created_by: string | null;
  created_at: GeneratedMoment;
  published_at: NullableMoment;
  layer: Generated<string>;
  shipped_digest: string | null;
  origins: GeneratedJson;
  overrides: GeneratedJson;
  findings: GeneratedJson;
  revision: Generated<number>;
  changed_at: GeneratedMoment;
  changed_by: string | null;
  proposed_at: NullableMoment;
  proposed_by: string | null;
  proposal_reason: Generated<string>;
  approved_by: string | null;
  retired_at: NullableMoment;
  held_back: NullableJson;
}

interface StaffMemberTable {
  id: string;
  name: string;
  email: string;
  role: string;
  agent_number: string | null;
  department: string | null;
  language: Generated<string>;
  time_zone: Generated<string>;
  theme: Generated<string>;
  signature_html: Generated<string>;
  availability: Generated<string>;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: GeneratedMoment;
  updated_at: GeneratedMoment;
  is_sop_owner: Generated<boolean>;
}

interface SurveyResponseTable {
  id: string;
  ticket_id: string;
  contact_id: string;
  satisfaction: number;
  answers: GeneratedJson;
  comment: Generated<string>;
  answered_at: Moment;
}

interface SystemMailTable {
  id: string;
  purpose: string;
  recipient: string;
  subject: string;
  body_text: Generated<string>;
  body_html: Generated<string>;
  language: string;
  headers: GeneratedJson;
  state: Generated<string>;
  attempts: Generated<number>;
  lease_until: NullableMoment;
  detail: string | null;
  created_at: Moment;
  settled_at: NullableMoment;
}

interface TeamTable {
  id: string;
  name: string;
  leader_id: string | null;
  greeting_zh: Generated<string>;
  greeting_en: Generated<string>;
  archived_at: NullableMoment;
  version: Generated<number>;
  created_at: GeneratedMoment;
  is_default: Generated<boolean>;
  handle: Generated<string>;
}

interface TeamMemberTable {
  team_id: string;
  staff_id: string;
}

interface TicketTable {
  id: string;
  number: Generated<number>;
  subject: string;
  kind: string;
  category_id: string | null;
  priority: string;
  priority_reasons: GeneratedJson;
  tier: string;
  channel: string;
  mailbox_id: string | null;
  state: string;
  stage: string;
  team_id: string | null;
  assignee_id: string | null;
  contact_id: string;
  organisation_id: string | null;
  language: string;
  sop_version_id: string;
  tags: Generated<string[]>;
  granted_to: Generated<string[]>;
  opened_at: Moment;
  updated_at: Moment;
  last_message_at: Moment;
  last_message_from: string;
  message_count: Generated<number>;
  solved_at: NullableMoment;
  closed_at: NullableMoment;
  snoozed_until: NullableMoment;
  merged_into_id: string | null;
  next_due_at: NullableMoment;
  next_due_metric: string | null;
  next_due_line_id: string | null;
  next_warn_at: NullableMoment;
  promise_state: Generated<string>;
  event_seq: Generated<number>;
  event_hash: Buffer;
}

interface TicketClockTable {
  ticket_id: string;
  clock_id: string;
  line_id: string;
  metric: string;
  state: string;
  target_ms: number | null;
  started_at: Moment;
  due_at: NullableMoment;
  stopped_at: NullableMoment;
  breached_at: NullableMoment;
}

interface TicketEventTable {
  ticket_id: string;
  seq: number;
  at: Moment;
  actor_kind: string;
  actor_id: string | null;
  type: string;
  body: Json;
  hash: Buffer;
}

interface TicketFollowerTable {
  ticket_id: string;
  staff_id: string;
  why: string;
  created_at: GeneratedMoment;
}

interface TicketLinkTable {
  ticket_id: string;
  other_id: string;
  relation: string;
  created_by: string | null;
  created_at: GeneratedMoment;
}

interface TicketSeenTable {
  ticket_id: string;
  staff_id: string;
  seq: number;
  seen_at: Moment;
}

interface TicketTimerTable {
  ticket_id: string;
  timer_id: string;
  clock_id: string;
  line_id: string;
  kind: string;
  share: Generated<number>;
  fire_at: Moment;
}

interface TicketTransferTable {
  id: string;
  ticket_id: string;
  team_id: string;
  submission_id: string | null;
  state: string;
  sent_by: string | null;
  sent_at: Moment;
  accepted_at: NullableMoment;
  ended_at: NullableMoment;
  reason: string | null;
  answer_message_id: string | null;
}

interface TimerStopTable {
  began_at: Moment;
  ended_at: Moment;
}

interface TimerWatchTable {
  only_one: Generated<boolean>;
  seen_at: Moment;
}

interface WorkingCalendarTable {
  id: string;
  name_zh: string;
  name_en: string;
  definition: Json;
  version: Generated<number>;
  updated_at: GeneratedMoment;
  updated_by: string | null;
  shipped: NullableJson;
  offered: NullableJson;
}

interface WorkingCalendarVersionTable {
  calendar_id: string;
  version: number;
  name_zh: string;
  name_en: string;
  definition: Json;
  at: Moment;
  staff_id: string | null;
  reason: Generated<string>;
}

export interface DB {
  acknowledgement: AcknowledgementTable;
  api_token: ApiTokenTable;
  attachment: AttachmentTable;
  audit_entry: AuditEntryTable;
  auth_account: AuthAccountTable;
  auth_session: AuthSessionTable;
  auth_two_factor: AuthTwoFactorTable;
  auth_user: AuthUserTable;
  auth_verification: AuthVerificationTable;
  contact: ContactTable;
  contact_address: ContactAddressTable;
  customer_import: CustomerImportTable;
  customer_import_bad_row: CustomerImportBadRowTable;
  customer_merger: CustomerMergerTable;
  desk_settings: DeskSettingsTable;
  form_submission: FormSubmissionTable;
  idempotency_record: IdempotencyRecordTable;
  inbound_mail: InboundMailTable;
  invitation: InvitationTable;
  mail_delivery: MailDeliveryTable;
  mailbox: MailboxTable;
  mailbox_outgoing: MailboxOutgoingTable;
  mailbox_progress: MailboxProgressTable;
  message: MessageTable;
  message_draft: MessageDraftTable;
  notification: NotificationTable;
  notification_settings: NotificationSettingsTable;
  on_call_duty: OnCallDutyTable;
  organisation: OrganisationTable;
  organisation_domain: OrganisationDomainTable;
  rate_window: RateWindowTable;
  saved_view: SavedViewTable;
  script: ScriptTable;
  script_version: ScriptVersionTable;
  search_entry: SearchEntryTable;
  sign_in_settings: SignInSettingsTable;
  socket_io_attachments: SocketIoAttachmentsTable;
  sop_event: SopEventTable;
  sop_run: SopRunTable;
  sop_version: SopVersionTable;
  staff_member: StaffMemberTable;
  survey_response: SurveyResponseTable;
  system_mail: SystemMailTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  ticket: TicketTable;
  ticket_clock: TicketClockTable;
  ticket_event: TicketEventTable;
  ticket_follower: TicketFollowerTable;
  ticket_link: TicketLinkTable;
  ticket_seen: TicketSeenTable;
  ticket_timer: TicketTimerTable;
  ticket_transfer: TicketTransferTable;
  timer_stop: TimerStopTable;
  timer_watch: TimerWatchTable;
  working_calendar: WorkingCalendarTable;
  working_calendar_version: WorkingCalendarVersionTable;
}
