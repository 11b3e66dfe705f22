import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { Compared, Figure, Sides } from "../../../../../src/domain/backtest/backtest-result.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { spanOf } from "../../../../ui/time/span.ts";
import { useSpanWords } from "../../../../ui/time/use-span-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";

const ROWS_FIRST = 12;

type Props = { label: string; rows: readonly Compared[] };

/** Figures of both sides, one row a group: those that differ first, those without clocks left out. */
export function FiguresTable({ label, rows }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const [whole, setWhole] = useState(false);
  const filled = rows
    .filter(({ current, candidate }) => current.clocks + candidate.clocks > 0)
    .toSorted((a, b) => Number(isOther(b)) - Number(isOther(a)));
  const shown = whole ? filled : filled.slice(0, ROWS_FIRST);
  if (filled.length === 0) return <p className="quiet">{t("result.no_figures")}</p>;
  return (
    <>
      <div className="matrix-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="matrix is-figures">
          <thead>
            <tr>
              <th scope="col">{label}</th>
              <th scope="col">{t("result.clocks")}</th>
              <th scope="col">{t("result.kept")}</th>
              <th scope="col">{t("result.missed")}</th>
              <th scope="col">{t("result.late")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, name, current, candidate }) => (
              <tr key={id} className={isOther({ current, candidate }) ? "is-other" : undefined}>
                <th scope="row">{local(name)}</th>
                <td className="tabular">
                  <Pair current={String(current.clocks)} candidate={String(candidate.clocks)} />
                </td>
                <td>
                  <KeptBars current={current} candidate={candidate} />
                </td>
                <td className="tabular">
                  <Pair current={String(current.missed)} candidate={String(candidate.missed)} />
                </td>
                <td>
                  <Late current={current} candidate={candidate} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {filled.length > ROWS_FIRST ? (
        <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t("manual.less") : t("result.all_rows", { count: filled.length })}
        </button>
      ) : null}
    </>
  );
}

const isOther = ({ current: a, candidate: b }: Sides<Figure>) =>
  a.kept !== b.kept || a.missed !== b.missed || a.clocks !== b.clocks;

function Pair({ current, candidate }: { current: string; candidate: string }): JSX.Element {
  if (current === candidate) return <>{current}</>;
  return (
    <>
      {current} → <strong>{candidate}</strong>
    </>
  );
}

function KeptBars({ current, candidate }: { current: Figure; candidate: Figure }): JSX.Element {
  const formats = useFormats();
  const said = ({ keptShare }: Figure) => (keptShare === null ? "–" : formats.percent(keptShare));
  return (
    <span className="kept">
      <span className="kept-bars" aria-hidden="true">
        <i style={{ width: `${(current.keptShare ?? 0) * 100}%` }} className="is-current" />
        <i style={{ width: `${(candidate.keptShare ?? 0) * 100}%` }} className="is-candidate" />
      </span>
      <span className="tabular">
        <Pair current={said(current)} candidate={said(candidate)} />
      </span>
    </span>
  );
}

function Late({ current, candidate }: { current: Figure; candidate: Figure }): JSX.Element {
  const { t } = useTranslation("studio");
  const span = useSpanWords();
  const words = ({ lateMs }: Figure) =>
    lateMs === null ? "–" : t("result.late_by", { p50: span(spanOf(lateMs.p50)), p90: span(spanOf(lateMs.p90)) });
  return <Pair current={words(current)} candidate={words(candidate)} />;
}
