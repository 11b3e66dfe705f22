import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { PriorityMatrix } from "../../../../../src/domain/priority/index.ts";
import { CUSTOMER_TIERS } from "../../../../../src/domain/ticket/vocabulary.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { itemSays } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";

type Props = { priority: PriorityMatrix; query: string };

/** How the priority is decided: impact × urgency, then the customer's tier, then words of the message. REQ: TR-03 */
export function PriorityPart({ priority, query }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const found = priority.keywords.filter((keyword) => itemSays(keyword, query));
  // What is looked for may stand in the matrix itself: then it is shown whole.
  const isWhole = query === "" || found.length === 0;
  const words = isWhole ? priority.keywords : found;
  return (
    <>
      {isWhole ? (
        <div className="matrix-scroll" role="region" aria-label={t("manual.impact_urgency")} tabIndex={0}>
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">{t("manual.impact_urgency")}</th>
                {priority.urgencies.map(({ id, label }) => (
                  <th key={id} scope="col">
                    {local(label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {priority.impacts.map((impact) => (
                <tr key={impact.id}>
                  <th scope="row">{local(impact.label)}</th>
                  {priority.urgencies.map(({ id }) => {
                    const cell = priority.cells[impact.id]?.[id];
                    return <td key={id}>{cell ? <PriorityGlyph priority={cell} /> : "–"}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {isWhole ? (
        <ul className="manual-lines">
          {CUSTOMER_TIERS.map((tier) => priority.tiers[tier])
            .filter(({ steps }) => steps > 0)
            .map((rule) => (
              <li key={rule.label.en}>{t("manual.tier_raises", { tier: local(rule.label), top: rule.raisedTo })}</li>
            ))}
        </ul>
      ) : null}
      <ul className="manual-lines">
        {words.map((keyword) => (
          <li key={keyword.id}>
            <strong>{local(keyword.label)}</strong> {t("manual.at_least", { priority: keyword.atLeast })}
            {keyword.fastLane ? t("manual.fast_lane") : ""}
            <p className="quiet">{[...keyword.zh, ...keyword.en].join(t("joint"))}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
