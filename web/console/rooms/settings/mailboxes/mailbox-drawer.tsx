import { Button, Form, Input, Segmented, Select, Switch } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  changeMailbox,
  listMailboxes,
  makeMailbox,
  testMailbox,
  type MailboxShape,
} from "../../../../../src/contract/mailbox-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { TeamSelect } from "../teams/team-select.tsx";
import { bodyOf, presetValues, valuesOf, type MailboxValues } from "./mailbox-values.ts";
import { PRESETS, presetOf, type PresetId } from "./presets.ts";
import { ReceivingFields } from "./receiving-fields.tsx";
import { SendingFields } from "./sending-fields.tsx";
import { TestSteps } from "./test-steps.tsx";

type Props = { mailbox: MailboxShape | null; onClose: () => void; newest?: () => Promise<MailboxShape | undefined> };

const recordOf = (mailbox: MailboxShape | null) => ({ values: valuesOf(mailbox), version: mailbox?.version ?? 1 });

/** Adds or changes a mailbox; the test tells, step by step, what is wrong and what to do. */
export function MailboxDrawer({ mailbox, onClose, newest }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const record = useRecordForm<MailboxValues>(recordOf(mailbox));
  const { form } = record;
  const done = () => {
    toast(t("common:action.saved"), { tone: "good" });
    onClose();
  };
  const make = useCommand(makeMailbox, { renews: [listMailboxes], onDone: done });
  const change = useCommand(changeMailbox, { renews: [listMailboxes], onDone: done });
  const trial = useCommand(testMailbox);
  const save = () => {
    const body = bodyOf(record.valuesNow());
    if (!mailbox) return make.fire({ body });
    change.fire({ params: { mailboxId: mailbox.id }, body: { ...body, version: record.version } });
  };
  const tryIt = async () => {
    const ready = await form.validateFields().then(
      () => true,
      () => false,
    );
    if (ready) trial.fire({ body: { ...bodyOf(record.valuesNow()), ...(mailbox ? { mailboxId: mailbox.id } : {}) } });
  };
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  const takePreset = (id: PresetId) => form.setFieldsValue(presetValues(id, form.getFieldValue("address") as string));
  const guessPreset = () => {
    const id = presetOf(form.getFieldValue("address") as string);
    if (!mailbox && id && !form.getFieldValue("imapHost")) takePreset(id);
  };
  return (
    <FormDrawer
      title={mailbox?.name ?? t("mailboxes.add")}
      widthPx={600}
      onClose={onClose}
      dirty={record.dirty}
      save={{ onSave: form.submit, running: make.running || change.running, disabled: isConflict(change.error) }}
      aside={
        <Button loading={trial.running} onClick={() => void tryIt()}>
          {t("mailboxes.test")}
        </Button>
      }
    >
      <FormProblem error={make.error ?? change.error} {...ways} />
      <TestSteps running={trial.running} outcome={trial.answer} error={trial.error} />
      <Form<MailboxValues> {...record.formProps} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item label={t("mailboxes.preset")} htmlFor="mailbox-preset" extra={t("mailboxes.preset_help")}>
          <Select<PresetId>
            id="mailbox-preset"
            autoFocus={!mailbox}
            placeholder={t("mailboxes.preset_none")}
            options={PRESETS.map(({ id }) => ({ value: id, label: t(`mailboxes.provider.${id}`) }))}
            onChange={takePreset}
          />
        </Form.Item>
        <div className="page-two">
          <Form.Item name="name" label={t("mailboxes.name")} rules={[{ required: true, whitespace: true, max: 200 }]}>
            <Input placeholder={t("mailboxes.name_sample")} />
          </Form.Item>
          <Form.Item name="address" label={t("mailboxes.address")} rules={[{ required: true, type: "email" }]}>
            <Input type="email" autoComplete="off" onBlur={guessPreset} />
          </Form.Item>
          <Form.Item name="teamId" label={t("mailboxes.team")} extra={t("mailboxes.team_help")}>
            <TeamSelect placeholder={t("mailboxes.no_team")} />
          </Form.Item>
          <Form.Item name="enabled" label={t("mailboxes.enabled")} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <h3 className="page-form-part">{t("mailboxes.receiving")}</h3>
        <Form.Item name="kind">
          <Segmented
            options={[
              { value: "imap", label: t("mailboxes.kind.imap") },
              { value: "smtp", label: t("mailboxes.kind.smtp") },
            ]}
          />
        </Form.Item>
        <ReceivingFields hasSecret={mailbox?.hasImapSecret ?? false} />
        <h3 className="page-form-part">{t("mailboxes.sending")}</h3>
        <SendingFields hasPassword={mailbox?.hasSmtpPassword ?? false} hasKey={mailbox?.hasDkimKey ?? false} />
      </Form>
    </FormDrawer>
  );
}
