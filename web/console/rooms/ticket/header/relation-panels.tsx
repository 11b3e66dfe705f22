import { Button, Input, Segmented } from "antd";
import { useState, type JSX } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SUBJECT_CHARS_MAX } from "../../../../../src/contract/common.ts";
import {
  linkTicket,
  mergeTicket,
  splitTicket,
  unmergeTicket,
} from "../../../../../src/contract/ticket-relation-routes.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { TicketFinder, type FoundTicket } from "./ticket-finder.tsx";

/** Merge, link and split: each a small dialog that says what will happen. */
export function RelationPanels(): JSX.Element | null {
  const { panel } = useTicketRoom();
  if (panel?.kind === "merge") return <MergeDialog />;
  if (panel?.kind === "link") return <LinkDialog />;
  if (panel?.kind === "split") return <SplitDialog messageId={panel.messageId} />;
  return null;
}

function MergeDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const navigate = useNavigate();
  const [into, setInto] = useState<FoundTicket | null>(null);
  const unmerge = useTicketCommand(unmergeTicket);
  const merge = useTicketCommand(mergeTicket, {
    onDone: (_, { params, body }) => {
      closePanel();
      toast(t("merge.done", { number: into?.number ?? 0 }), { tone: "good", undo: () => unmerge.fire({ params }) });
      void navigate({ to: "/inbox/$ticketId", params: { ticketId: body.intoTicketId }, search: true });
    },
  });
  return (
    <FormDialog
      title={t("merge.title", { number: page.number })}
      okText={t("merge.do")}
      onClose={closePanel}
      okButtonProps={{ disabled: !into, loading: merge.running }}
      onSave={() => into && merge.fire({ params: { ticketId: page.id }, body: { intoTicketId: into.id } })}
    >
      <p className="quiet">{t("merge.help", { customer: page.contact.name })}</p>
      <TicketFinder chosen={into} onChoose={setInto} filter={{ contactId: page.contact.id }} empty={t("merge.none")} />
    </FormDialog>
  );
}

const RELATIONS = ["related", "duplicate"] as const;

function LinkDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [other, setOther] = useState<FoundTicket | null>(null);
  const [relation, setRelation] = useState<(typeof RELATIONS)[number]>("related");
  const link = useTicketCommand(linkTicket, { onDone: closePanel });
  return (
    <FormDialog
      title={t("link.title", { number: page.number })}
      okText={t("link.do")}
      onClose={closePanel}
      okButtonProps={{ disabled: !other, loading: link.running }}
      onSave={() => other && link.fire({ params: { ticketId: page.id, otherId: other.id }, body: { relation } })}
    >
      <Segmented
        value={relation}
        onChange={setRelation}
        options={RELATIONS.map((value) => ({ value, label: t(`link.relation.${value}`) }))}
      />
      <TicketFinder chosen={other} onChoose={setOther} filter={{}} empty={t("link.none")} />
    </FormDialog>
  );
}

function SplitDialog({ messageId }: { messageId: string }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const navigate = useNavigate();
  const [subject, setSubject] = useState(page.subject);
  const split = useTicketCommand(splitTicket, {
    onDone: (made) => {
      closePanel();
      toast(t("split.done", { number: made.number }), {
        tone: "good",
        action: {
          name: t("split.go"),
          run: () => void navigate({ to: "/inbox/$ticketId", params: { ticketId: made.id }, search: true }),
        },
      });
    },
  });
  const send = () => {
    const named = subject.trim();
    if (named && !split.running) split.fire({ params: { ticketId: page.id }, body: { messageId, subject: named } });
  };
  return (
    <FormDialog
      title={t("split.title")}
      dirty={subject !== page.subject}
      onSave={send}
      onClose={closePanel}
      footer={null}
    >
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="quiet">{t("split.help")}</p>
        <label>
          {t("header.subject")}
          <Input
            autoFocus
            maxLength={SUBJECT_CHARS_MAX}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={split.running} disabled={!subject.trim()}>
          {t("split.do")}
        </Button>
      </form>
    </FormDialog>
  );
}
