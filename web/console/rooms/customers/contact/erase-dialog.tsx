import { Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";

type Given = { typed: string; reason: string };

/** Forgets a person for good; the name has to be typed, so that nobody does it by a slip. */
export function EraseDialog({ contact, onClose }: { contact: ContactPageShape; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("customers");
  const [form] = Form.useForm<Given>();
  const typed = Form.useWatch("typed", form);
  const erase = useCommand(contactRoutes.erase, {
    renews: [contactRoutes.show, contactRoutes.list, organisationRoutes.show],
    onDone: () => {
      toast(t("erase.done"), { tone: "good" });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t("erase.title", { name: contact.name })}
      okText={t("erase.button")}
      okButtonProps={{ danger: true, loading: erase.running, disabled: typed?.trim() !== contact.name }}
      onSave={form.submit}
      onClose={onClose}
      dirty={() => form.isFieldsTouched()}
      width={460}
    >
      <p className="page-ask">{t("erase.help")}</p>
      <FormProblem error={erase.error} />
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => erase.fire({ params: { contactId: contact.id }, body: { reason } })}
      >
        <Form.Item name="reason" label={t("erase.reason")} rules={[{ required: true, whitespace: true, max: 2_000 }]}>
          <Input placeholder={t("erase.reason_sample")} />
        </Form.Item>
        <Form.Item name="typed" label={t("erase.type_name", { name: contact.name })}>
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
