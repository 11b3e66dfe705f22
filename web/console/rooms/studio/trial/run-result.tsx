import { Segmented } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { BacktestResult, Sides } from "../../../../../src/domain/backtest/backtest-result.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import { DifferingTickets } from "./differing-tickets.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { HourBars } from "./hour-bars.tsx";
import { WorkLines } from "./work-lines.tsx";

const BY = ["metrics", "lines", "teams", "categories", "hours"] as const;
type By = (typeof BY)[number];

/** What a trial found: how the promises do under the published version and under this one. */
export function RunResult({ result }: { result: BacktestResult }): JSX.Element {
  const { t } = useTranslation("studio");
  const [by, setBy] = useState<By>("metrics");
  const { totals, tickets, history } = result;
  if (history.tickets === 0)
    return (
      <EmptyState shape="search" title={t("trial.no_tickets")}>
        {t("trial.no_tickets_help")}
      </EmptyState>
    );
  return (
    <div className="run-result">
      <HistoryLine result={result} />
      <div className="run-totals">
        <Total name={t("result.kept")} sides={sidesOf(totals, ({ keptShare }) => keptShare)} isShare more="better" />
        <Total name={t("result.missed")} sides={sidesOf(totals, ({ missed }) => missed)} more="worse" />
        <Total name={t("result.broken_tickets")} sides={sidesOf(tickets, ({ broken }) => broken)} more="worse" />
        <div className="run-total">
          <span className="quiet">{t("result.tickets")}</span>
          <strong>{t("result.better_worse", tickets)}</strong>
        </div>
      </div>
      <Card
        title={t("result.figures")}
        actions={
          <Segmented<By>
            size="small"
            value={by}
            options={BY.map((value) => ({ value, label: t(`result.by.${value}`) }))}
            onChange={setBy}
          />
        }
      >
        {by === "hours" ? <HourBars hours={result.figures.hours} /> : null}
        <FiguresTable label={t(`result.of.${by}`)} rows={result.figures[by]} />
      </Card>
      <Card title={t("result.work")} lead={t("result.work_lead")}>
        <WorkLines work={result.workInProgress} />
      </Card>
      <Card title={t("result.actions")} lead={t("result.actions_lead")}>
        <Actions result={result} />
      </Card>
      <Card title={t("result.differing")} lead={t("result.differing_lead")}>
        <DifferingTickets result={result} />
      </Card>
    </div>
  );
}

const sidesOf = <T,>(sides: Sides<T>, read: (one: T) => number | null): Sides<number | null> => ({
  current: read(sides.current),
  candidate: read(sides.candidate),
});

function HistoryLine({ result }: { result: BacktestResult }): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const { history } = result;
  return (
    <p className="quiet">
      {t("result.history", { tickets: formats.number(history.tickets), events: formats.number(history.events) })}
      {history.from !== null && history.to !== null
        ? ` · ${formats.dateTime(history.from)} – ${formats.dateTime(history.to)}`
        : ""}
    </p>
  );
}

type TotalProps = { name: string; sides: Sides<number | null>; isShare?: boolean; more: "better" | "worse" };

/** One figure under both, with a word and a colour for which way it goes. */
function Total({ name, sides, isShare = false, more }: TotalProps): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const { current, candidate } = sides;
  const said = (value: number | null) =>
    value === null ? "–" : isShare ? formats.percent(value) : formats.number(value);
  const difference = (candidate ?? 0) - (current ?? 0);
  const isSame = current === null || candidate === null || difference === 0;
  const isBetter = difference > 0 === (more === "better");
  return (
    <div className="run-total">
      <span className="quiet">{name}</span>
      <strong className="tabular">
        {said(current)} → {said(candidate)}
      </strong>
      <span className={isSame ? "quiet" : isBetter ? "is-better" : "is-worse"}>
        {isSame ? t("result.same") : isBetter ? t("result.better") : t("result.worse")}
      </span>
    </div>
  );
}

function Actions({ result }: { result: BacktestResult }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const formats = useFormats();
  if (result.actions.length === 0) return <p className="quiet">{t("result.no_actions")}</p>;
  return (
    <div className="matrix-scroll" role="region" aria-label={t("result.actions")} tabIndex={0}>
      <table className="matrix is-figures">
        <thead>
          <tr>
            <th scope="col">{t("result.action")}</th>
            <th scope="col">{t("result.when")}</th>
            <th scope="col">{t("result.current")}</th>
            <th scope="col">{t("result.candidate")}</th>
          </tr>
        </thead>
        <tbody>
          {result.actions.map(({ do: kind, says, when, current, candidate }) => (
            <tr key={`${kind}${says.en}${when}`}>
              <th scope="row">{local(says)}</th>
              <td>{t(`result.on.${when}`)}</td>
              <td className="tabular">{formats.number(current)}</td>
              <td className="tabular">{formats.number(candidate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
