import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { Compared } from "../../../../../src/domain/backtest/backtest-result.ts";

const HEIGHT = 96;
const HOUR_PX = 26;
const BAR_PX = 9;
const LABEL_EVERY = 3;

/** Broken promises by the hour at which they began, under both; the table below says the same in figures. */
export function HourBars({ hours }: { hours: readonly Compared[] }): JSX.Element {
  const { t } = useTranslation("studio");
  const top = Math.max(1, ...hours.flatMap(({ current, candidate }) => [current.missed, candidate.missed]));
  const bar = (missed: number) => (missed / top) * HEIGHT;
  return (
    <figure className="chart">
      <figcaption>
        <Legend />
      </figcaption>
      <svg viewBox={`0 0 ${hours.length * HOUR_PX} ${HEIGHT + 18}`} role="img" aria-label={t("result.missed_by_hour")}>
        {hours.map(({ id, current, candidate }, at) => (
          <g key={id} transform={`translate(${at * HOUR_PX} 0)`}>
            <rect
              className="is-current"
              x={3}
              width={BAR_PX}
              y={HEIGHT - bar(current.missed)}
              height={bar(current.missed)}
            />
            <rect
              className="is-candidate"
              x={4 + BAR_PX}
              width={BAR_PX}
              y={HEIGHT - bar(candidate.missed)}
              height={bar(candidate.missed)}
            />
            {at % LABEL_EVERY === 0 ? (
              <text x={HOUR_PX / 2} y={HEIGHT + 14} textAnchor="middle">
                {id}
              </text>
            ) : null}
          </g>
        ))}
        <line x1={0} x2={hours.length * HOUR_PX} y1={HEIGHT} y2={HEIGHT} />
      </svg>
    </figure>
  );
}

/** Which colour and pattern is which side. */
export function Legend(): JSX.Element {
  const { t } = useTranslation("studio");
  return (
    <span className="legend">
      <span className="is-current">{t("result.current")}</span>
      <span className="is-candidate">{t("result.candidate")}</span>
    </span>
  );
}
