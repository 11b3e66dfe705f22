import { Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { fillVariables, unknownVariables, type ScriptValues } from "../../../../../src/domain/script/index.ts";

type Language = "zh" | "en";
const SAMPLES: Record<Language, ScriptValues> = {
  zh: {
    "contact.name": "王女士",
    "organisation.name": "恒通物流有限公司",
    "ticket.number": "1024",
    "ticket.subject": "对账单无法导出",
    "agent.name": "陈工",
    "agent.number": "A07",
    "team.name": "服务台",
    due: "今天 17:00",
  },
  en: {
    "contact.name": "Ms Wang",
    "organisation.name": "Hengtong Logistics",
    "ticket.number": "1024",
    "ticket.subject": "Statement cannot be exported",
    "agent.name": "Chen",
    "agent.number": "A07",
    "team.name": "Service desk",
    due: "today 17:00",
  },
};

/** Title and text of a script in one language: variables at a press, and how it reads with a sample ticket's values. */
export function ScriptText({ language, variables }: { language: Language; variables: string[] }): JSX.Element {
  const { t } = useTranslation("settings");
  const form = Form.useFormInstance();
  const body = Form.useWatch<string | undefined>(["body", language]) ?? "";
  const areaId = `script-body-${language}`;
  const unknown = unknownVariables(body);
  const insert = (variable: string) => {
    const area = document.getElementById(areaId) as HTMLTextAreaElement | null;
    const at = area?.selectionStart ?? body.length;
    const piece = `{{${variable}}}`;
    form.setFieldValue(["body", language], body.slice(0, at) + piece + body.slice(area?.selectionEnd ?? at));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(at + piece.length, at + piece.length);
    });
  };
  return (
    <section lang={language === "zh" ? "zh-CN" : "en"}>
      <h3 className="page-form-part">{t(`scripts.in.${language}`)}</h3>
      <Form.Item
        name={["title", language]}
        label={t(`scripts.title_in.${language}`)}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name={["body", language]}
        htmlFor={areaId}
        label={t(`scripts.body_in.${language}`)}
        rules={[{ required: true, whitespace: true, max: 10_000 }]}
      >
        <Input.TextArea id={areaId} autoSize={{ minRows: 4, maxRows: 16 }} />
      </Form.Item>
      <div className="variables" role="group" aria-label={t("scripts.variables")}>
        {variables.map((variable) => (
          <button key={variable} type="button" className="variable" onClick={() => insert(variable)}>
            {`{{${variable}}}`}
          </button>
        ))}
      </div>
      {unknown.length > 0 ? (
        <p className="page-bad" role="alert">
          {t("scripts.unknown_variables", { names: unknown.join(", ") })}
        </p>
      ) : null}
      <p className="page-hint">{t("scripts.preview")}</p>
      <div className="page-preview">{fillVariables(body, SAMPLES[language]).text || "—"}</div>
    </section>
  );
}
