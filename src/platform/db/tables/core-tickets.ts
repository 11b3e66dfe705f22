// The tables as Kysely sees them, written by `npm run schema` from db/migrations. Do not edit.
import type { Generated } from "kysely";
import type { GeneratedJson, GeneratedMoment, Json, Moment, NullableMoment } from "../column-types.ts";

export interface CoreTicketsTables {
  attachment: {
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
  };
  form_submission: {
    id: string;
    ticket_id: string;
    form_id: string;
    content: Json;
    submitted_by: string | null;
    created_at: Moment;
  };
  message: {
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
  };
  ticket: {
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
  };
  ticket_clocks: {
    ticket_id: string;
    clocks: Json;
  };
  ticket_event: {
    ticket_id: string;
    seq: number;
    at: Moment;
    actor_kind: string;
    actor_id: string | null;
    type: string;
    body: Json;
    hash: Buffer;
  };
  ticket_follower: {
    ticket_id: string;
    staff_id: string;
    why: string;
    created_at: GeneratedMoment;
  };
  ticket_link: {
    ticket_id: string;
    other_id: string;
    relation: string;
    created_by: string | null;
    created_at: GeneratedMoment;
  };
  ticket_standing: {
    team_id: string;
    state: string;
    promise_state: string;
    assigned: boolean;
    snoozed: boolean;
    tickets: number;
  };
  ticket_timer: {
    ticket_id: string;
    timer_id: string;
    clock_id: string;
    line_id: string;
    kind: string;
    share: Generated<number>;
    fire_at: Moment;
  };
}
