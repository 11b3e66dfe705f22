import { useMemo, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { useMe } from "../../../session/me.ts";
import { monthDays, WEEK, weekdayAt, type CalendarDay, type DayKind } from "./calendar-days.ts";

type Props = { calendar: CalendarShape; year: number; onDay: ((day: CalendarDay) => void) | null };

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const LEGEND: readonly DayKind[] = ["work", "rest", "holiday", "make_up", "other_hours"];

/** A year on one sheet; holidays, make-up days and other hours differ in colour, shape and word. */
export function YearView({ calendar, year, onDay }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <>
      <ul className="year-legend">
        {LEGEND.map((kind) => (
          <li key={kind}>
            <span className={`day is-${kind}`} aria-hidden="true">
              1<DayMark kind={kind} />
            </span>
            {t(`calendars.kind.${kind}`)}
          </li>
        ))}
      </ul>
      <div className="year">
        {MONTHS.map((month) => (
          <Month key={month} calendar={calendar} year={year} month={month} onDay={onDay} />
        ))}
      </div>
    </>
  );
}

function Month({ calendar, year, month, onDay }: Props & { month: number }): JSX.Element {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  const days = useMemo(() => monthDays(calendar, year, month), [calendar, year, month]);
  const name = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    month: "long",
    timeZone: "UTC",
  }).format(new Date(Date.UTC(year, month - 1, 1)));
  return (
    <section className="month" aria-label={`${year} ${name}`}>
      <h3>{name}</h3>
      <div className="month-days">
        {WEEK.map((day) => (
          <span key={day} className="month-head" aria-hidden="true">
            {t(`calendars.day_short.${day}`)}
          </span>
        ))}
        {days.map((day, at) => (
          <Day
            key={day.date}
            day={day}
            calendar={calendar}
            column={at === 0 ? weekdayAt(day.date) + 1 : 0}
            onDay={onDay}
          />
        ))}
      </div>
    </section>
  );
}

type DayProps = { day: CalendarDay; calendar: CalendarShape; column: number; onDay: Props["onDay"] };

function Day({ day, calendar, column, onDay }: DayProps): JSX.Element {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  const reason = day.exceptionAt === null ? "" : (calendar.exceptions[day.exceptionAt]?.name[language] ?? "");
  const said = [day.date, t(`calendars.kind.${day.kind}`), reason].filter(Boolean).join(" · ");
  const look = {
    className: `day is-${day.kind}`,
    title: said,
    ...(column > 0 ? { style: { gridColumnStart: column } } : {}),
  };
  const inside = (
    <>
      {day.day}
      <DayMark kind={day.kind} />
      <span className="visually-hidden"> {said}</span>
    </>
  );
  if (!onDay) return <span {...look}>{inside}</span>;
  return (
    <button type="button" {...look} onClick={() => onDay(day)}>
      {inside}
    </button>
  );
}

/** 休 and 班 as on every Chinese calendar; a corner for other hours. */
function DayMark({ kind }: { kind: DayKind }): JSX.Element | null {
  const { t } = useTranslation("settings");
  if (kind === "work" || kind === "rest") return null;
  return <i aria-hidden="true">{t(`calendars.mark.${kind}`)}</i>;
}
