import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../../../../ui/forms/copy-field.tsx";
import { Card } from "../../../../ui/page/card.tsx";

export type Made = { name: string; secret: string };

/** The text of a token just made: this once, and never again. */
export function MadeToken({ made, onSeen }: { made: Made; onSeen: () => void }): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <div role="status">
      <Card title={t("tokens.made", { name: made.name })} lead={t("tokens.made_help")}>
        <CopyField text={made.secret} label={t("tokens.made", { name: made.name })} />
        <p className="page-gap">
          <button type="button" className="bh-button" onClick={onSeen}>
            {t("tokens.kept")}
          </button>
        </p>
      </Card>
    </div>
  );
}
