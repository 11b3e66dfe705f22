import { Form, Input, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { OrganisationPageShape } from "../../../../../src/contract/customer-shapes.ts";
import type { CustomerTier } from "../../../../../src/domain/ticket/vocabulary.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { PersonSelect } from "../../settings/people/person-select.tsx";
import { TierFields } from "./tier-fields.tsx";

type Props = {
  organisation: OrganisationPageShape | null;
  onClose: () => void;
  onMade?: (id: string) => void;
  newest?: () => Promise<OrganisationPageShape | undefined>;
};

const NEW = {
  name: "",
  tier: "basic" as CustomerTier,
  adviser: null,
  domains: [] as string[],
  note: "",
  paidCny: null,
  customerSince: null,
  users: null,
  tierReason: "",
  tierUntil: null,
};
function valuesOf(organisation: OrganisationPageShape | null) {
  const { adviser, ...known }: Omit<typeof NEW, keyof Nullables> & Nullables = organisation ?? NEW;
  const { name, tier, domains, note, paidCny, customerSince, users, tierReason, tierUntil } = known;
  const adviserId = adviser?.id ?? null;
  return { name, tier, adviserId, domains, note, paidCny, customerSince, users, tierReason, tierUntil };
}
type Nullables = Pick<OrganisationPageShape, "adviser" | "paidCny" | "customerSince" | "users" | "tierUntil">;
type Values = ReturnType<typeof valuesOf>;
const recordOf = (organisation: OrganisationPageShape | null) => ({
  values: valuesOf(organisation),
  version: organisation?.version ?? 1,
});
const RENEWS = [organisationRoutes.list, organisationRoutes.show, contactRoutes.list, contactRoutes.show];

/** Makes or changes an organisation. */
export function OrganisationDrawer({ organisation, onClose, onMade, newest }: Props): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const record = useRecordForm<Values>(recordOf(organisation));
  const make = useCommand(organisationRoutes.make, {
    renews: RENEWS,
    onDone: ({ id }) => {
      toast(t("organisation.made"), { tone: "good" });
      onMade?.(id);
    },
  });
  const change = useCommand(organisationRoutes.change, {
    renews: RENEWS,
    onDone: () => {
      toast(t("saved"), { tone: "good" });
      onClose();
    },
  });
  const save = () => {
    if (!organisation) {
      const { tier, ...rest } = record.valuesNow();
      // A tier that nobody chose is the rules' to say.
      return make.fire({ body: { ...rest, ...(tier === "basic" ? {} : { tier }) } });
    }
    change.fire({
      params: { organisationId: organisation.id },
      body: { version: record.version, ...record.changes() },
    });
  };
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  return (
    <FormDrawer
      title={organisation?.name ?? t("new.organisation")}
      onClose={onClose}
      dirty={record.dirty}
      save={{
        onSave: record.form.submit,
        running: make.running || change.running,
        disabled: (organisation !== null && !record.dirty) || isConflict(change.error),
      }}
    >
      <FormProblem error={make.error ?? change.error} {...ways} />
      <Form<Values> {...record.formProps} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item name="name" label={t("field.name")} rules={[{ required: true, whitespace: true, max: 200 }]}>
          <Input autoFocus={organisation === null} autoComplete="off" />
        </Form.Item>
        <TierFields organisation={organisation} />
        <Form.Item name="domains" label={t("organisation.domains")} extra={t("organisation.domains_help")}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={50} tokenSeparators={[",", ";", " ", "，"]} />
        </Form.Item>
        <Form.Item name="adviserId" label={t("organisation.adviser")} extra={t("organisation.adviser_help")}>
          <PersonSelect placeholder={t("organisation.no_adviser")} />
        </Form.Item>
        <Form.Item name="note" label={t("field.note")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
