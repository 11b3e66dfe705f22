import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { DuePill } from "../../../../ui/time/due-pill.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useMetricName } from "../use-names.ts";
import { WhyDue } from "./why-due.tsx";

/** Promises in rows that open into why they are due then. */
export function Clocks({ clocks }: { clocks: readonly ClockShape[] }): JSX.Element {
  return (
    <ul className="clocks">
      {clocks.map((clock) => (
        <ClockRow key={clock.id} clock={clock} />
      ))}
    </ul>
  );
}

function ClockRow({ clock }: { clock: ClockShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const metricName = useMetricName();
  const { page } = useTicketRoom();
  const [open, setOpen] = useState(false);
  const warnAt = page.nextDue?.lineId === clock.lineId ? page.nextDue.warnAt : null;
  return (
    <li>
      <button
        type="button"
        className="clock-row"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        title={t("due.why")}
      >
        <span className="clock-words">
          <span>{metricName(clock.metric)}</span>
          <span className="quiet tabular">{clock.dueAt ? formats.dateTime(clock.dueAt) : ""}</span>
        </span>
        <DuePill
          clock={{
            state: clock.state,
            dueAt: clock.dueAt === null ? null : Date.parse(clock.dueAt),
            warnAt: warnAt === null ? null : Date.parse(warnAt),
          }}
          name={metricName(clock.metric)}
        />
      </button>
      {open ? <WhyDue clock={clock} /> : null}
    </li>
  );
}
