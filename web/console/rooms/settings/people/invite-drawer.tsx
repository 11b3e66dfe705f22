import { Form, Input, Segmented } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { invitationRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { Role } from "../../../../../src/domain/permission/index.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { CopyField } from "../../../../ui/forms/copy-field.tsx";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useMe } from "../../../session/me.ts";
import { RoleSelect } from "./role-select.tsx";
import { TeamsSelect } from "./teams-select.tsx";

type Given = { email: string; role: Role; teamIds: string[]; language: "zh" | "en" };

/** Invites somebody by mail; the link can be copied as well. */
export function InviteDrawer({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation(["settings", "ui"]);
  const me = useMe();
  const [form] = Form.useForm<Given>();
  const [dirty, setDirty] = useState(false);
  const [invited, setInvited] = useState<{ email: string; link: string } | null>(null);
  const invite = useCommand(invitationRoutes.invite, {
    renews: [invitationRoutes.list],
    onDone: ({ email, link }) => {
      setInvited({ email, link });
      setDirty(false);
    },
  });
  if (invited)
    return (
      <FormDrawer title={t("people.invite")} onClose={onClose}>
        <p className="page-ask">{t("people.invited", { email: invited.email })}</p>
        <CopyField text={invited.link} label={t("people.invitation_link")} />
        <p className="page-hint page-gap">{t("people.invitation_link_help")}</p>
      </FormDrawer>
    );
  return (
    <FormDrawer
      title={t("people.invite")}
      onClose={onClose}
      dirty={dirty}
      save={{ onSave: form.submit, running: invite.running, name: t("people.invite_send") }}
    >
      <FormProblem error={invite.error} />
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ email: "", role: "agent", teamIds: [], language: me.language }}
        onValuesChange={() => setDirty(true)}
        onFinish={(body) => invite.fire({ body })}
      >
        <Form.Item name="email" label={t("people.email")} rules={[{ required: true, type: "email" }]}>
          <Input type="email" autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t("people.role")}>
          <RoleSelect />
        </Form.Item>
        <Form.Item name="teamIds" label={t("people.teams")}>
          <TeamsSelect />
        </Form.Item>
        <Form.Item name="language" label={t("people.language")}>
          <Segmented
            options={[
              { value: "zh", label: t("ui:language.zh") },
              { value: "en", label: t("ui:language.en") },
            ]}
          />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
