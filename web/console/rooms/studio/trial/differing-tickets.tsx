import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type {
  BacktestResult,
  DifferingTicket,
  ShownClock,
} from "../../../../../src/domain/backtest/backtest-result.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { spanOf } from "../../../../ui/time/span.ts";
import { useSpanWords } from "../../../../ui/time/use-span-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { LedgerStrip } from "./ledger-strip.tsx";
import { scaleOf } from "./strip-pieces.ts";

/** The tickets that come out most otherwise, with the time strips of both sides. */
export function DifferingTickets({ result }: { result: BacktestResult }): JSX.Element {
  const { t } = useTranslation("studio");
  if (result.differing.length === 0) return <p className="quiet">{t("result.none_differs")}</p>;
  return (
    <ul className="differing">
      {result.differing.map((ticket) => (
        <TicketDifference key={ticket.name} ticket={ticket} isOurs={result.history.source !== "csv"} />
      ))}
    </ul>
  );
}

function TicketDifference({ ticket, isOurs }: { ticket: DifferingTicket; isOurs: boolean }): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const span = useSpanWords();
  const late = (ms: number) => (ms > 0 ? t("result.late_sum", { span: span(spanOf(ms)) }) : t("result.not_late"));
  const number = /^#?(\d+)$/.exec(ticket.name)?.[1];
  return (
    <li className="differing-ticket">
      <details>
        <summary>
          <strong>{ticket.name}</strong>
          <span className="quiet">{formats.dateTime(ticket.openedAt)}</span>
          <span>
            {late(ticket.lateMs.current)} → <strong>{late(ticket.lateMs.candidate)}</strong>
          </span>
        </summary>
        {isOurs && number ? (
          <Link to="/tickets/$number" params={{ number }} search={{}}>
            {t("result.to_ticket")}
          </Link>
        ) : null}
        <Side name={t("result.current")} clocks={ticket.clocks.current} others={ticket.clocks.candidate} />
        <Side name={t("result.candidate")} clocks={ticket.clocks.candidate} others={ticket.clocks.current} />
      </details>
    </li>
  );
}

type SideProps = { name: string; clocks: readonly ShownClock[]; others: readonly ShownClock[] };

function Side({ name, clocks, others }: SideProps): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const formats = useFormats();
  const span = useSpanWords();
  const scale = scaleOf([...clocks, ...others]);
  const ending = (clock: ShownClock) =>
    clock.lateMs !== null && clock.lateMs > 0
      ? t("result.late_sum", { span: span(spanOf(clock.lateMs)) })
      : t(`result.state.${clock.state}`);
  return (
    <section className="differing-side">
      <h4>{name}</h4>
      {clocks.length === 0 ? <p className="quiet">{t("result.no_clocks")}</p> : null}
      {clocks.map((clock) => (
        <div key={clock.id} className="differing-clock">
          <p>
            {local(clock.title)} <strong>{local(clock.target)}</strong>{" "}
            <span className={clock.lateMs ? "is-worse" : "quiet"}>{ending(clock)}</span>
            {clock.dueAt === null ? null : (
              <span className="quiet"> {t("result.due", { moment: formats.dateTime(clock.dueAt) })}</span>
            )}
          </p>
          <LedgerStrip clock={clock} scale={scale} />
          <p className="quiet differing-source">{clock.source}</p>
        </div>
      ))}
    </section>
  );
}
