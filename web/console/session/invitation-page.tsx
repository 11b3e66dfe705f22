import { Link, useParams } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { invitationRoutes } from "../../../src/contract/staff-routes.ts";
import type { ResponseOf } from "../../../src/contract/route.ts";
import { call } from "../../ui/api/call.ts";
import { useRoute } from "../../ui/api/use-route.ts";
import { personSettings } from "../../ui/base/person-settings.ts";
import { ErrorState } from "../../ui/states/error-state.tsx";
import { SkeletonText } from "../../ui/states/skeleton.tsx";
import { Entrance } from "./entrance.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { ProblemStrip } from "./problem-strip.tsx";
import { signIn } from "./sign-in-calls.ts";
import { useEnter } from "./use-enter.ts";
import { useStep } from "./use-step.ts";

/** The first administrator's link and everybody's invitation: a name, a password, and in. */
export function InvitationPage(): JSX.Element {
  const { token } = useParams({ from: "/invitation/$token" });
  const { t } = useTranslation("session");
  const invitation = useRoute(invitationRoutes.open, { params: { token } });
  if (invitation.isPending)
    return (
      <Entrance title={t("invitation.title")}>
        <SkeletonText />
      </Entrance>
    );
  if (invitation.isError)
    return (
      <Entrance title={t("invitation.title")}>
        <ErrorState
          error={invitation.error}
          onRetry={() => void invitation.refetch()}
          actions={<Link to="/sign-in">{t("to_sign_in")}</Link>}
        />
      </Entrance>
    );
  return <Acceptance token={token} invitation={invitation.data} />;
}

type Given = { name: string; email?: string; password: string };
type AcceptanceProps = { token: string; invitation: ResponseOf<typeof invitationRoutes.open> };

function Acceptance({ token, invitation }: AcceptanceProps): JSX.Element {
  const { t } = useTranslation(["session", "common"]);
  const enter = useEnter(undefined);
  const step = useStep(async ({ name, email, password }: Given) => {
    const { language, timeZone } = personSettings();
    const body = { name, password, language, timeZone, ...(email ? { email: email.trim() } : {}) };
    const accepted = await call(invitationRoutes.accept, { params: { token }, body });
    await signIn(accepted.email, password, true);
  }, enter);
  const first = invitation.email === null;
  const lead = first ? t("invitation.first_lead") : t("invitation.lead", { role: t(`common:role.${invitation.role}`) });
  return (
    <Entrance title={first ? t("invitation.first_title") : t("invitation.title")} lead={lead}>
      <ProblemStrip error={step.error} />
      <Form<Given> layout="vertical" requiredMark={false} onFinish={step.go}>
        <Form.Item
          name="name"
          label={t("name")}
          rules={[{ required: true, whitespace: true, message: t("name_needed") }]}
        >
          <Input autoComplete="name" autoFocus size="large" maxLength={200} />
        </Form.Item>
        {first ? (
          <Form.Item
            name="email"
            label={t("email")}
            rules={[{ required: true, type: "email", message: t("email_needed") }]}
          >
            <Input type="email" autoComplete="username" inputMode="email" size="large" />
          </Form.Item>
        ) : (
          <Form.Item label={t("email")}>
            <Input value={invitation.email ?? ""} readOnly autoComplete="username" size="large" variant="filled" />
          </Form.Item>
        )}
        <NewPasswordFields charsMin={invitation.passwordCharsMin} />
        <Button type="primary" htmlType="submit" size="large" block loading={step.running}>
          {t("invitation.go")}
        </Button>
      </Form>
    </Entrance>
  );
}
