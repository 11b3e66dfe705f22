import { Input, Radio, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { listTags } from "../../../../../src/contract/inbox-routes.ts";
import { PRIORITIES, type Priority } from "../../../../../src/domain/ticket/vocabulary.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { AssigneeSelect, TeamSelect } from "../people-selects.tsx";
import { useKnown } from "../use-known.ts";
import type { BulkOrder } from "./run-bulk.ts";

export type BulkKind = "assign" | "priority" | "tags";
type Props = { kind: BulkKind; count: number; onOrder: (order: BulkOrder) => void; onClose: () => void };
const TAG_LIST_HEIGHT_PX = 160;
type FormProps = { onReady: (order: BulkOrder | null) => void };

/** Asks for what a change of many needs. */
export function BulkDialog({ kind, count, onOrder, onClose }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "common"]);
  const [order, setOrder] = useState<BulkOrder | null>(null);
  const Form = FORMS[kind];
  return (
    <FormDialog
      title={t(`bulk.${kind}_title`, { count })}
      okText={t("bulk.apply", { count })}
      cancelText={t("common:action.cancel")}
      okButtonProps={{ disabled: order === null }}
      onSave={() => order && onOrder(order)}
      onClose={onClose}
      dirty={order !== null}
      width={440}
    >
      <form
        className="inbox-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (order) onOrder(order);
        }}
      >
        <Form onReady={setOrder} />
      </form>
    </FormDialog>
  );
}

const FORMS: Record<BulkKind, (props: FormProps) => JSX.Element> = {
  assign: AssignForm,
  priority: PriorityForm,
  tags: TagsForm,
};

function AssignForm({ onReady }: FormProps): JSX.Element {
  const { t } = useTranslation("inbox");
  const [given, setGiven] = useState<{ teamId: string | null; assigneeId: string | null; reason: string }>({
    teamId: null,
    assigneeId: null,
    reason: "",
  });
  const change = (next: Partial<typeof given>) => {
    const all = { ...given, ...next };
    setGiven(all);
    const { teamId, assigneeId } = all;
    const reason = all.reason.trim();
    onReady(
      teamId || assigneeId ? { change: { assign: { teamId, assigneeId } }, ...(reason ? { reason } : {}) } : null,
    );
  };
  // Without a team the tickets would leave the sight of theirs: the person's own is filled in.
  const choose = (assigneeId: string | null, teamIds: readonly string[]) =>
    change({ assigneeId, teamId: given.teamId ?? teamIds[0] ?? null });
  return (
    <>
      <label>
        <span>{t("field.assignee")}</span>
        <AssigneeSelect
          value={given.assigneeId}
          teamId={given.teamId}
          onChange={choose}
          placeholder={t("field.nobody_yet")}
          autoFocus
        />
      </label>
      <label>
        <span>{t("field.team")}</span>
        <TeamSelect
          value={given.teamId}
          onChange={(teamId) => change({ teamId, assigneeId: null })}
          placeholder={t("field.team_choose")}
        />
      </label>
      <label>
        <span>{t("field.handover_reason")}</span>
        <Input value={given.reason} maxLength={2000} onChange={(event) => change({ reason: event.target.value })} />
      </label>
    </>
  );
}

function PriorityForm({ onReady }: FormProps): JSX.Element {
  const { t } = useTranslation("inbox");
  const [priority, setPriority] = useState<Priority | null>(null);
  const [reason, setReason] = useState("");
  const change = (next: { priority?: Priority; reason?: string }) => {
    const all = { priority: next.priority ?? priority, reason: next.reason ?? reason };
    setPriority(all.priority);
    setReason(all.reason);
    const words = all.reason.trim();
    onReady(all.priority && words ? { change: { priority: all.priority, reason: words } } : null);
  };
  return (
    <>
      <Radio.Group value={priority} onChange={(event) => change({ priority: event.target.value as Priority })}>
        {PRIORITIES.map((each) => (
          <Radio key={each} value={each}>
            <PriorityGlyph priority={each} words />
          </Radio>
        ))}
      </Radio.Group>
      <label>
        <span>{t("field.reason")}</span>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </label>
    </>
  );
}

function TagsForm({ onReady }: FormProps): JSX.Element {
  const { t } = useTranslation("inbox");
  const [adds, setAdds] = useState(true);
  const [tags, setTags] = useState<string[]>([]);
  const [open, setOpen] = useState(false);
  const known = useRoute(listTags, { query: {} });
  const { language } = usePersonSettings();
  const { tagNames } = useKnown().known;
  const nameOf = (tag: string) => tagNames.find(({ id }) => id === tag)?.name[language] ?? tag;
  const change = (next: { adds?: boolean; tags?: string[] }) => {
    const all = { adds: next.adds ?? adds, tags: next.tags ?? tags };
    setAdds(all.adds);
    setTags(all.tags);
    if (all.tags.length === 0) onReady(null);
    else onReady({ change: all.adds ? { addTags: all.tags } : { removeTags: all.tags } });
  };
  return (
    <>
      <Radio.Group
        value={adds}
        onChange={(event) => change({ adds: event.target.value as boolean })}
        options={[
          { value: true, label: t("bulk.add_tags") },
          { value: false, label: t("bulk.remove_tags") },
        ]}
      />
      <label>
        <span>{t("field.tags")}</span>
        <Select
          autoFocus
          mode="tags"
          aria-label={t("field.tags")}
          value={tags}
          showSearch={{ optionFilterProp: "label" }}
          // Upwards, and closed by a choice: the list never lies over the button that applies it.
          placement="topLeft"
          listHeight={TAG_LIST_HEIGHT_PX}
          open={open}
          onOpenChange={setOpen}
          onChange={(next: string[]) => {
            setOpen(false);
            change({ tags: next.map((tag) => tag.trim()).filter(Boolean) });
          }}
          options={known.data?.items.map(({ tag }) => ({ value: tag, label: nameOf(tag) })) ?? []}
        />
      </label>
    </>
  );
}
