import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { WorkInProgress } from "../../../../../src/domain/backtest/backtest-result.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { linePath } from "./line-path.ts";
import { Legend } from "./hour-bars.tsx";

const WIDTH = 640;
const HEIGHT = 120;

/** Open and overdue tickets over time; overdue under both. */
export function WorkLines({ work }: { work: WorkInProgress }): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const count = work.open.length;
  if (count < 2) return <p className="quiet">{t("result.no_work")}</p>;
  const top = Math.max(1, ...peaks(work.open), ...peaks(work.overdue.current), ...peaks(work.overdue.candidate));
  const path = (values: readonly number[]) => linePath(values, { width: WIDTH, height: HEIGHT, top });
  const end = work.from + (count - 1) * work.stepMs;
  const most = (values: readonly number[]) => formats.number(Math.max(...peaks(values)));
  return (
    <figure className="chart">
      <figcaption>
        <span className="legend">
          <span className="is-open">{t("result.open", { most: most(work.open) })}</span>
        </span>
        {t("result.overdue")} <Legend />
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
        role="img"
        aria-label={t("result.work_said", {
          open: most(work.open),
          current: most(work.overdue.current),
          candidate: most(work.overdue.candidate),
        })}
      >
        <path className="is-open" d={path(work.open)} />
        <path className="is-current" d={path(work.overdue.current)} />
        <path className="is-candidate" d={path(work.overdue.candidate)} />
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        <text x={0} y={HEIGHT + 14}>
          {formats.date(work.from)}
        </text>
        <text x={WIDTH} y={HEIGHT + 14} textAnchor="end">
          {formats.date(end)}
        </text>
        <text x={WIDTH} y={10} textAnchor="end">
          {formats.number(top)}
        </text>
      </svg>
    </figure>
  );
}

/** Spreading a year of hours into `Math.max` at once is too many arguments for some browsers. */
function peaks(values: readonly number[]): number[] {
  return [values.reduce((most, value) => Math.max(most, value), 0)];
}
