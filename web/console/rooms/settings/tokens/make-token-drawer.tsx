import { Checkbox, Form, Input, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { tokenRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { Ability } from "../../../../../src/domain/permission/index.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useMe } from "../../../session/me.ts";
import type { Made } from "./made-token.tsx";

const DAYS = [7, 30, 90, 180, 366] as const;
type Given = { name: string; daysMax: number; scopes: Ability[] };

/** A new API token: name, how long it holds, and of what one may do oneself, which part it may do. */
export function MakeTokenDrawer(props: { onClose: () => void; onMade: (made: Made) => void }): JSX.Element {
  const { t } = useTranslation("settings");
  const me = useMe();
  const [form] = Form.useForm<Given>();
  const [dirty, setDirty] = useState(false);
  const make = useCommand(tokenRoutes.make, { renews: [tokenRoutes.list], onDone: props.onMade });
  return (
    <FormDrawer
      title={t("tokens.make")}
      onClose={props.onClose}
      dirty={dirty}
      save={{ onSave: form.submit, running: make.running, name: t("tokens.make") }}
    >
      <FormProblem error={make.error} />
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: "", daysMax: 90, scopes: ["tickets.read"] }}
        onValuesChange={() => setDirty(true)}
        onFinish={(body) => make.fire({ body })}
      >
        <Form.Item
          name="name"
          label={t("tokens.name")}
          extra={t("tokens.name_help")}
          rules={[{ required: true, whitespace: true, max: 200 }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="daysMax" label={t("tokens.days")}>
          <Select options={DAYS.map((value) => ({ value, label: t("tokens.days_count", { count: value }) }))} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t("tokens.scopes")}
          extra={t("tokens.scopes_help")}
          rules={[{ type: "array", min: 1, message: t("tokens.scopes_needed") }]}
        >
          <Checkbox.Group className="scopes">
            {me.abilities.map((ability) => (
              <Checkbox key={ability} value={ability}>
                {t(`ability.${ability}`)} <code className="quiet">{ability}</code>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
