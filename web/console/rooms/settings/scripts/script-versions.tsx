import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { listScriptVersions } from "../../../../../src/contract/script-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useMe } from "../../../session/me.ts";

/** What a script said before, newest first. */
export function ScriptVersions({ scriptId }: { scriptId: string }): JSX.Element | null {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const { language } = useMe();
  const versions = useRoute(listScriptVersions, { params: { scriptId } });
  if (!versions.data || versions.data.items.length === 0) return null;
  return (
    <>
      <h3 className="page-form-part">{t("scripts.versions")}</h3>
      {versions.data.items.map(({ version, title, body, changedAt, changedBy }) => (
        <details key={version} className="script-version">
          <summary>
            {t("scripts.version", { number: version })} · {formats.dateTime(changedAt)} · {changedBy?.name ?? "—"}
          </summary>
          <strong>{title[language]}</strong>
          <div className="page-preview">{body[language]}</div>
        </details>
      ))}
    </>
  );
}
