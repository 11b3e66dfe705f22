import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { AUDIT_ACTIONS } from "../../../../../src/contract/audit-actions.ts";
import { useAuditWords } from "./audit-words.ts";

type Props = { value: string | null; onChange: (action: string | null) => void };

/** What was done, by its word. */
export function ActionSelect({ value, onChange }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const { actionWord } = useAuditWords();
  return (
    <Select
      allowClear
      className="audit-action"
      value={value}
      placeholder={t("audit.any_action")}
      aria-label={t("audit.action_label")}
      showSearch={{ optionFilterProp: "label" }}
      options={AUDIT_ACTIONS.map((action) => ({ value: action, label: actionWord(action) }))}
      onChange={(action: string | undefined) => onChange(action ?? null)}
    />
  );
}
