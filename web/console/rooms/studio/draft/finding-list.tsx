import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { FindingShape } from "../../../../../src/contract/studio-routes.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { placeOf } from "./place-of.ts";

type Props = {
  findings: readonly FindingShape[];
  /** Leads to where it stands; left out, it is there already. */
  versionId?: string;
};

/** What is wrong, where, and how to mend it. */
export function FindingList({ findings, versionId }: Props): JSX.Element | null {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  if (findings.length === 0) return null;
  return (
    <ul className="findings" aria-label={t("findings.title")}>
      {findings.map((finding, at) => {
        const place = placeOf(finding.place);
        return (
          <li key={`${finding.code}${finding.place}${at}`} className="finding">
            <p>
              <strong>{local(finding.says)}</strong>
            </p>
            <p>{local(finding.mend)}</p>
            <p className="finding-place">
              <code>{finding.place}</code>
              {versionId && place ? (
                <Link
                  to="/studio/versions/$versionId"
                  params={{ versionId }}
                  search={{ section: place.section, open: place.id }}
                >
                  {t("findings.open")}
                </Link>
              ) : null}
              {versionId && finding.line !== null ? (
                <Link to="/studio/versions/$versionId/text" params={{ versionId }} search={{ line: finding.line }}>
                  {t("findings.line", { line: finding.line })}
                </Link>
              ) : null}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
