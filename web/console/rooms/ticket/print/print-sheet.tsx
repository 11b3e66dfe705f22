import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { useMe } from "../../../session/me.ts";
import { timelineOf } from "../conversation/timeline.ts";
import { useEventWords } from "../conversation/use-event-words.ts";
import { useMetricName, useProcedureNames } from "../use-names.ts";
import { PrintForms } from "./print-forms.tsx";
import { PrintMessage } from "./print-message.tsx";
import type { WholeCase } from "./use-whole-case.ts";
import { clocksPrinted, isInternalClock, messagesPrinted, standingOf } from "./what-is-printed.ts";

type Props = { page: TicketPage; whole: WholeCase; internal: boolean };

/** The paper itself: facts, promises, forms, and the whole conversation with the moments in full. */
export function PrintSheet({ page, whole, internal }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const me = useMe();
  const [printedAt] = useState(serverNow);
  return (
    <article className="print-paper" aria-label={t("print.title")}>
      {internal ? <p className="print-warning">{t("print.internal_warning")}</p> : null}
      <h1>
        <span className="tabular">{ticketLabel(page.number)}</span> {page.subject}
      </h1>
      <Facts page={page} internal={internal} />
      <Promises whole={whole} internal={internal} at={printedAt} />
      <PrintForms page={page} internal={internal} />
      <Talk page={page} whole={whole} internal={internal} />
      <footer>
        {t("print.printed", { name: me.name, moment: formats.full(printedAt) })} ·{" "}
        {t(internal ? "print.holds_internal" : "print.holds_no_internal")}
      </footer>
    </article>
  );
}

function Facts({ page, internal }: { page: TicketPage; internal: boolean }): JSX.Element {
  const { t } = useTranslation(["ticket", "common", "ui"]);
  const formats = useFormats();
  const names = useProcedureNames();
  const facts: [string, string][] = [
    [t("print.customer"), [page.contact.name, page.organisation?.name].filter(Boolean).join(" · ")],
    [t("property.state"), t(`ui:state.${page.state}`)],
    [t("property.priority"), t(`ui:priority.${page.priority}`)],
    [t("property.kind"), t(`common:kind.${page.kind}`)],
    [t("property.category"), names.category(page.categoryId)],
    [t("property.assignee"), [page.assignee?.name ?? t("common:nobody"), page.team?.name].filter(Boolean).join(" · ")],
    [t("print.channel"), t(`ui:channel.${page.channel}`)],
    [t("print.opened"), formats.dateTime(page.openedAt)],
    ...(page.solvedAt ? [[t("print.solved"), formats.dateTime(page.solvedAt)] as [string, string]] : []),
    ...(page.closedAt ? [[t("print.closed"), formats.dateTime(page.closedAt)] as [string, string]] : []),
    ...(internal && page.tags.length > 0
      ? [[t("property.tags"), formats.list(page.tags.map(names.tag))] as [string, string]]
      : []),
  ];
  return (
    <dl className="print-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Promises({ whole, internal, at }: { whole: WholeCase; internal: boolean; at: number }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const metricName = useMetricName();
  const clocks = clocksPrinted(whole.clocks, internal);
  if (clocks.length === 0) return null;
  return (
    <section>
      <h2>{t("due.title")}</h2>
      <table>
        <thead>
          <tr>
            <th>{t("print.promise")}</th>
            <th>{t("print.due")}</th>
            <th>{t("print.done")}</th>
            <th>{t("print.standing")}</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={clock.id}>
              <td>
                {metricName(clock.metric)}
                {isInternalClock(clock) ? <span className="print-internal">{t("print.internal")}</span> : null}
              </td>
              <td className="tabular">{clock.dueAt ? formats.dateTime(clock.dueAt) : "—"}</td>
              <td className="tabular">{clock.stoppedAt ? formats.dateTime(clock.stoppedAt) : "—"}</td>
              <td>{t(`print.standings.${standingOf(clock, at)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Talk({ page, whole, internal }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const words = useEventWords();
  const messages = messagesPrinted(whole.messages, internal);
  const first = messages[0]?.id;
  const entries = timelineOf(messages, internal ? page.events : [], {
    fromStart: !whole.cut,
    dayOf: (at) => formats.date(at),
  });
  return (
    <section>
      <h2>{t("talk.label")}</h2>
      {whole.cut ? <p className="print-warning">{t("print.cut", { count: messages.length })}</p> : null}
      {entries.map((entry) => {
        if (entry.kind === "day") return null;
        if (entry.kind === "message")
          return <PrintMessage key={entry.key} message={entry.message} withQuotation={entry.message.id === first} />;
        return (
          <ul key={entry.key} className="print-events">
            {entry.events.map((event) => (
              <li key={event.seq}>
                <span className="tabular">{formats.dateTime(event.at)}</span> {words(event)}
                <span className="print-internal">{t("print.internal")}</span>
              </li>
            ))}
          </ul>
        );
      })}
      {messages.length === 0 ? <p>{t("talk.empty")}</p> : null}
    </section>
  );
}
