import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { isSaveKey } from "../../../../ui/forms/leave-form.ts";
import { WordsField } from "../words-field.tsx";

type Props = { word: string; running: boolean; onGive: (reason: string) => void };

/** A supervisor's reason to go past a gate; it stands in the trail and in the reports. */
export function OverrideForm({ word, running, onGive }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const [reason, setReason] = useState("");
  const give = () => {
    if (reason.trim() && !running) onGive(reason.trim());
  };
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
      onKeyDown={(event) => {
        if (isSaveKey(event)) give();
      }}
    >
      <WordsField label={t("closing.override_reason")} rows={2} words={reason} onWords={setReason} />
      <Button danger htmlType="submit" loading={running} disabled={!reason.trim()}>
        {word}
      </Button>
    </form>
  );
}
