import { Form, Input, Segmented, Select } from "antd";
import { useMemo, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMe } from "../../../session/me.ts";
import { timeZoneOptions } from "../../settings/profile/time-zones.ts";
import { OrganisationSelect } from "../shared/organisation-select.tsx";
import { AddressFields } from "./address-fields.tsx";
import { valuesOf, type ContactValues } from "./contact-values.ts";

type Props = {
  /** null: a new one. */
  contact: ContactPageShape | null;
  onClose: () => void;
  onMade?: (id: string) => void;
  newest?: () => Promise<ContactPageShape | undefined>;
};

const ANY = "any";
const RENEWS = [contactRoutes.list, contactRoutes.show, contactRoutes.duplicates, organisationRoutes.show];

/** Makes or changes a contact. */
export function ContactDrawer({ contact, onClose, onMade, newest }: Props): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const me = useMe();
  const record = useRecordForm<ContactValues>({
    values: valuesOf(contact, me.language),
    version: contact?.version ?? 1,
  });
  const zones = useMemo(() => timeZoneOptions(me.timeZone), [me.timeZone]);
  const make = useCommand(contactRoutes.make, {
    renews: RENEWS,
    onDone: ({ id }) => {
      toast(t("contact.made"), { tone: "good" });
      onMade?.(id);
    },
  });
  const change = useCommand(contactRoutes.change, {
    renews: RENEWS,
    onDone: () => {
      toast(t("saved"), { tone: "good" });
      onClose();
    },
  });
  const save = () => {
    if (!contact) return make.fire({ body: record.valuesNow() });
    change.fire({ params: { contactId: contact.id }, body: { version: record.version, ...record.changes() } });
  };
  const ways = waysOn(record, {
    newest,
    recordOf: (now) => ({ values: valuesOf(now, me.language), version: now.version }),
    onResolved: change.reset,
  });
  return (
    <FormDrawer
      title={contact?.name ?? t("new.contact")}
      onClose={onClose}
      dirty={record.dirty}
      save={{
        onSave: record.form.submit,
        running: make.running || change.running,
        disabled: (contact !== null && !record.dirty) || isConflict(change.error),
      }}
    >
      <FormProblem error={make.error ?? change.error} {...ways} />
      <Form<ContactValues> {...record.formProps} layout="vertical" requiredMark={false} onFinish={save}>
        <div className="page-two">
          <Form.Item
            name="name"
            label={t("field.person_name")}
            rules={[{ required: true, whitespace: true, max: 200 }]}
          >
            <Input autoFocus={contact === null} autoComplete="off" />
          </Form.Item>
          <Form.Item name="title" label={t("field.title")} rules={[{ max: 200 }]}>
            <Input autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="organisationId" label={t("field.organisation")}>
          <OrganisationSelect first={contact?.organisation ?? null} />
        </Form.Item>
        <AddressFields contact={contact} onRevealed={record.learn} />
        <div className="page-two">
          <Form.Item name="language" label={t("field.language")}>
            <Segmented
              options={[
                { value: "zh", label: t("ui:language.zh") },
                { value: "en", label: t("ui:language.en") },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="preferredChannel"
            label={t("field.preferred_channel")}
            getValueProps={(value: string | null) => ({ value: value ?? ANY })}
            normalize={(value: string) => (value === ANY ? null : value)}
          >
            <Segmented
              options={[
                { value: ANY, label: t("any_channel") },
                { value: "email", label: t("ui:channel.email") },
                { value: "phone", label: t("ui:channel.phone") },
              ]}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="timeZone"
          label={t("field.time_zone")}
          getValueProps={(value: string | null) => ({ value: value ?? undefined })}
          normalize={(value: string | undefined) => value ?? null}
        >
          <Select allowClear showSearch options={zones} placeholder={t("time_zone_unknown")} />
        </Form.Item>
        <Form.Item name="note" label={t("field.note")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
