import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Segmented, Select } from "antd";
import { useMemo, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { meRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { meQuery, takeOnProfile, useMe } from "../../../session/me.ts";
import { useChangeMe } from "../../../session/use-change-me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { SaveButton } from "./save-button.tsx";
import { SignatureCard } from "./signature-card.tsx";
import { timeZoneOptions } from "./time-zones.ts";

const THEMES = ["system", "light", "dark"] as const;

/** One's own name, language, look, time zone and signature. */
export function ProfilePage(): JSX.Element {
  return (
    <SectionPage id="profile">
      <IdentityCard />
      <LookCard />
      <SignatureCard />
    </SectionPage>
  );
}

function IdentityCard(): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  const client = useQueryClient();
  const zones = useMemo(() => timeZoneOptions(me.timeZone), [me.timeZone]);
  const save = useCommand(meRoutes.change, {
    onDone: (answer) => {
      client.setQueryData(meQuery.queryKey, answer);
      takeOnProfile(answer);
      toast(t("common:action.saved"), { tone: "good" });
    },
  });
  return (
    <Card title={t("profile.identity")}>
      <FormProblem error={save.error} />
      <Form<{ name: string; timeZone: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: me.name, timeZone: me.timeZone }}
        onFinish={(body) => save.fire({ body })}
      >
        <div className="page-two">
          <Form.Item name="name" label={t("profile.name")} rules={[{ required: true, whitespace: true, max: 200 }]}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item label={t("profile.email")} htmlFor="own-email" extra={t("profile.email_by_administrator")}>
            <Input id="own-email" value={me.email} disabled />
          </Form.Item>
          <Form.Item name="timeZone" label={t("profile.time_zone")} extra={t("profile.time_zone_help")}>
            <Select showSearch options={zones} />
          </Form.Item>
          <Form.Item label={t("profile.role")} htmlFor="own-role">
            <Input id="own-role" value={t(`common:role.${me.role}`)} disabled />
          </Form.Item>
        </div>
        <SaveButton running={save.running} />
      </Form>
    </Card>
  );
}

function LookCard(): JSX.Element {
  const { t } = useTranslation(["settings", "common", "ui"]);
  const me = useMe();
  const change = useChangeMe();
  return (
    <Card title={t("profile.look")} lead={t("profile.look_help")}>
      <div className="page-two">
        <fieldset className="settings-choice">
          <legend>{t("common:frame.language")}</legend>
          <Segmented<"zh" | "en">
            value={me.language}
            options={[
              { value: "zh", label: t("ui:language.zh") },
              { value: "en", label: t("ui:language.en") },
            ]}
            onChange={(language) => change({ language })}
          />
        </fieldset>
        <fieldset className="settings-choice">
          <legend>{t("common:frame.theme")}</legend>
          <Segmented
            value={me.theme}
            options={THEMES.map((value) => ({ value, label: t(`common:frame.theme_${value}`) }))}
            onChange={(theme) => change({ theme })}
          />
        </fieldset>
      </div>
    </Card>
  );
}
