import { Input, Modal, Select, Switch } from "antd";
import { useNavigate } from "@tanstack/react-router";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { createTicket } from "../../../../../src/contract/ticket-routes.ts";
import { countTickets, listTickets } from "../../../../../src/contract/ticket-list-routes.ts";
import {
  PRIORITIES,
  TICKET_KINDS,
  type Priority,
  type TicketKind,
} from "../../../../../src/domain/ticket/vocabulary.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import { personSettings, usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { clockOf, momentOf } from "../../../../ui/time/wall-clock.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { AssigneeSelect, TeamSelect } from "../people-selects.tsx";
import { ProblemLine } from "../problem-line.tsx";
import { useKnown } from "../use-known.ts";
import { ContactField, type ChosenContact } from "./contact-field.tsx";

type Draft = {
  contact: ChosenContact | null;
  subject: string;
  text: string;
  kind: TicketKind;
  priority: Priority | null;
  categoryId: string | null;
  teamId: string | null;
  assigneeId: string | null;
  channel: "phone" | "console";
  acknowledge: boolean;
  /** When it arrived outside, as the field has it; empty is now. */
  arrivedAt: string;
};

const EMPTY: Draft = {
  contact: null,
  subject: "",
  text: "",
  kind: "consultation",
  priority: null,
  categoryId: null,
  teamId: null,
  assigneeId: null,
  channel: "phone",
  acknowledge: true,
  arrivedAt: "",
};

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** A ticket for a customer who called or stands at the counter. What is written is kept until it is sent. */
export function NewTicketDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const [draft, setDraft, dropDraft] = useDraft<Draft>("new-ticket", EMPTY);
  const [tried, setTried] = useState(false);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const navigate = useNavigate();
  const { language } = usePersonSettings();
  const create = useCommand(createTicket, {
    renews: [listTickets, countTickets],
    onDone: ({ number }) => {
      dropDraft();
      onClose();
      toast(t("new.made", { number }), { tone: "good" });
      void navigate({ to: "/inbox/$ticketId", params: { ticketId: String(number) }, search: true });
    },
  });
  const missing = missingOf(draft);
  const submit = () => {
    setTried(true);
    if (missing.length === 0 && draft.contact && !create.running)
      create.fire({ body: { ...bodyOf(draft, draft.contact), language } });
  };
  const lacks = (field: string) => (tried && missing.includes(field) ? "error" : "");
  return (
    <Modal
      open
      title={t("new_ticket")}
      okText={t("new.create")}
      cancelText={t("common:action.cancel")}
      okButtonProps={{ loading: create.running }}
      onOk={submit}
      onCancel={onClose}
      width={640}
    >
      <form
        className="inbox-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
        }}
      >
        <ProblemLine error={create.error} />
        {tried && missing.length > 0 ? (
          <p className="inbox-problem" role="alert">
            {t("new.missing")}
          </p>
        ) : null}
        <ContactField value={draft.contact} onChange={(contact) => change({ contact })} status={lacks("contact")} />
        <label>
          <span>{t("new.subject")}</span>
          <Input
            value={draft.subject}
            maxLength={500}
            status={lacks("subject")}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </label>
        <label>
          <span>{t("new.text")}</span>
          <Input.TextArea
            rows={5}
            value={draft.text}
            maxLength={20_000}
            status={lacks("text")}
            onChange={(event) => change({ text: event.target.value })}
          />
        </label>
        <Properties draft={draft} change={change} />
      </form>
    </Modal>
  );
}

function Properties({ draft, change }: { draft: Draft; change: (next: Partial<Draft>) => void }): JSX.Element {
  const { t } = useTranslation(["inbox", "common", "ui"]);
  const { language, timeZone } = usePersonSettings();
  const { known } = useKnown();
  return (
    <>
      <div className="inbox-form-pair">
        <label>
          <span>{t("new.kind")}</span>
          <Select
            aria-label={t("new.kind")}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            options={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`common:kind.${kind}`) }))}
          />
        </label>
        <label>
          <span>{t("new.priority")}</span>
          <Select
            allowClear
            aria-label={t("new.priority")}
            placeholder={t("new.priority_by_rule")}
            value={draft.priority}
            onChange={(priority: Priority | undefined) => change({ priority: priority ?? null })}
            options={PRIORITIES.map((priority) => ({ value: priority, label: t(`ui:priority.${priority}`) }))}
          />
        </label>
        <label>
          <span>{t("new.category")}</span>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("new.category")}
            placeholder={t("new.category_later")}
            value={draft.categoryId}
            onChange={(categoryId: string | undefined) => change({ categoryId: categoryId ?? null })}
            options={known.categories.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
        </label>
        <label>
          <span>{t("new.channel")}</span>
          <Select
            aria-label={t("new.channel")}
            value={draft.channel}
            onChange={(channel) => change({ channel })}
            options={(["phone", "console"] as const).map((channel) => ({
              value: channel,
              label: t(`ui:channel.${channel}`),
            }))}
          />
        </label>
        <label>
          <span>{t("field.team")}</span>
          <TeamSelect value={draft.teamId} onChange={(teamId) => change({ teamId })} />
        </label>
        <label>
          <span>{t("field.assignee")}</span>
          <AssigneeSelect
            value={draft.assigneeId}
            teamId={draft.teamId}
            onChange={(assigneeId) => change({ assigneeId })}
          />
        </label>
        <label>
          <span>{t("new.arrived_at")}</span>
          <Input
            type="datetime-local"
            value={draft.arrivedAt}
            max={clockOf(serverNow(), timeZone)}
            onChange={(event) => change({ arrivedAt: event.target.value })}
          />
        </label>
      </div>
      <label className="inbox-form-line">
        <Switch size="small" checked={draft.acknowledge} onChange={(acknowledge) => change({ acknowledge })} />
        <span>{t("new.acknowledge")}</span>
      </label>
    </>
  );
}

function missingOf({ contact, subject, text }: Draft): string[] {
  const known = contact && ("id" in contact || (contact.name.trim() !== "" && isEmail(contact.email.trim())));
  return [...(known ? [] : ["contact"]), ...(subject.trim() ? [] : ["subject"]), ...(text.trim() ? [] : ["text"])];
}

const bodyOf = (draft: Draft, contact: ChosenContact) => ({
  contact: "id" in contact ? { id: contact.id } : { name: contact.name.trim(), email: contact.email.trim() },
  subject: draft.subject.trim(),
  text: draft.text,
  kind: draft.kind,
  channel: draft.channel,
  acknowledge: draft.acknowledge,
  ...(draft.priority ? { priority: draft.priority } : {}),
  ...(draft.categoryId ? { categoryId: draft.categoryId } : {}),
  ...(draft.teamId ? { teamId: draft.teamId } : {}),
  ...(draft.assigneeId ? { assigneeId: draft.assigneeId } : {}),
  ...(draft.arrivedAt
    ? { arrivedAt: new Date(momentOf(draft.arrivedAt, personSettings().timeZone)).toISOString() }
    : {}),
});
