import { Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { REASON_CHARS_MAX } from "../../../../../src/contract/common.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";

type Props = {
  title: string;
  lead: string;
  optional?: boolean;
  running: boolean;
  error: unknown;
  onClose: () => void;
  onDone: (reason: string) => void;
};

/** Asks why; the reason stands in the trail. */
export function ReasonDialog({ title, lead, optional = false, running, error, onClose, onDone }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <FormDialog
      title={title}
      okText={title}
      okButtonProps={{ loading: running }}
      onSave={form.submit}
      onClose={onClose}
      dirty={() => form.isFieldsTouched()}
    >
      <FormProblem error={error} />
      <p className="page-ask">{lead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => onDone((reason ?? "").trim())}>
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={optional ? [] : [{ required: true, whitespace: true, message: t("reason_needed") }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_CHARS_MAX} autoFocus />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
