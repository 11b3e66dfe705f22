import { useNavigate } from "@tanstack/react-router";
import { Form, Input, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { REASON_CHARS_MAX } from "../../../../../src/contract/common.ts";
import { beginDraft, type VersionShape } from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { useTakeOver } from "../shared/use-version.ts";

type Props = { versions: readonly VersionShape[]; onClose: () => void };
type Fields = { from: string; reason: string };

/** A new draft: from which version, and what for. */
export function BeginDialog({ versions, onClose }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const navigate = useNavigate();
  const takeOver = useTakeOver();
  const [form] = Form.useForm<Fields>();
  const published = versions.find(({ status }) => status === "published");
  const begin = useCommand(beginDraft, {
    onDone: (detail) => {
      takeOver(detail);
      void navigate({ to: "/studio/versions/$versionId", params: { versionId: detail.version.id }, search: {} });
    },
  });
  return (
    <FormDialog
      title={t("versions.begin")}
      okText={t("versions.begin_ok")}
      okButtonProps={{ loading: begin.running }}
      onSave={form.submit}
      onClose={onClose}
      dirty={() => form.isFieldsTouched()}
    >
      <FormProblem error={begin.error} />
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: published?.id, reason: "" }}
        onFinish={({ from, reason }) => begin.fire({ body: { from: from ?? null, reason: reason.trim() } })}
      >
        <Form.Item name="from" label={t("versions.from")}>
          <Select
            options={versions.map(({ id, number, status }) => ({
              value: id,
              label: `${t("version.number", { number })} · ${t(`status.${status}`)}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("versions.why")}
          rules={[{ required: true, whitespace: true, message: t("reason_needed") }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_CHARS_MAX} placeholder={t("versions.why_sample")} autoFocus />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
