import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { ManualPart } from "../manual/manual-part.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { packOf } from "../shared/version-detail.ts";
import "../manual/manual.css";

type Props = { detail: VersionDetail; section: string; mayEdit: boolean };

/** A section that is one whole, such as the priority matrix: read here, changed in the text. */
export function FixedSection({ detail, section, mayEdit }: Props): JSX.Element | null {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const pack = packOf(detail);
  if (!pack) return null;
  return (
    <>
      <div className="page-tools">
        <h2 className="draft-title">{words.section(section)}</h2>
        {mayEdit ? (
          <p className="quiet">
            {t("form.only_text")}{" "}
            <Link to="/studio/versions/$versionId/text" params={{ versionId: detail.version.id }} search={{}}>
              {t("version.tab.text")}
            </Link>
          </p>
        ) : null}
      </div>
      <ManualPart
        detail={detail}
        pack={pack}
        part={{ id: section, section, metrics: [] }}
        query=""
        onOpen={() => undefined}
      />
    </>
  );
}
