import { Button, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { useMe } from "../../../session/me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { clockText } from "../notifications/clock-text.ts";
import { daysLong, type CalendarDay, type DatedException } from "./calendar-days.ts";
import { ExceptionDialog } from "./exception-dialog.tsx";
import { YearView } from "./year-view.tsx";

type Props = { calendar: CalendarShape; onChange: (exceptions: DatedException[]) => void; disabled: boolean };
type Open = { at: number | null; first: DatedException };

/** The year with its holidays and make-up days, and the list of what was entered for it. */
export function ExceptionsCard({ calendar, onChange, disabled }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const thisYear = new Date(serverNow()).getUTCFullYear();
  const [year, setYear] = useState(thisYear);
  const [open, setOpen] = useState<Open | null>(null);
  const openDay = ({ date, exceptionAt }: CalendarDay) => {
    const there = exceptionAt === null ? undefined : calendar.exceptions[exceptionAt];
    setOpen(there ? { at: exceptionAt, first: there } : { at: null, first: emptyAt(date) });
  };
  const save = (exception: DatedException) => {
    const at = open?.at ?? null;
    onChange(
      at === null
        ? [...calendar.exceptions, exception]
        : calendar.exceptions.map((one, place) => (place === at ? exception : one)),
    );
    setOpen(null);
  };
  const remove = (at: number | null) => {
    onChange(calendar.exceptions.filter((_, place) => place !== at));
    setOpen(null);
  };
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2];
  return (
    <Card
      title={t("calendars.year")}
      lead={t("calendars.year_help")}
      actions={
        <>
          <Select
            value={year}
            aria-label={t("calendars.year")}
            options={years.map((value) => ({ value, label: String(value) }))}
            onChange={setYear}
          />
          {disabled ? null : (
            <Button onClick={() => setOpen({ at: null, first: emptyAt(`${year}-01-01`) })}>
              {t("calendars.add_exception")}
            </Button>
          )}
        </>
      }
    >
      <YearView calendar={calendar} year={year} onDay={disabled ? null : openDay} />
      <YearList calendar={calendar} year={year} onOpen={disabled ? null : (at, first) => setOpen({ at, first })} />
      {open ? (
        <ExceptionDialog
          key={`${open.at}${open.first.from}`}
          first={open.first}
          isNew={open.at === null}
          usual={calendar.weekly.mon.length > 0 ? calendar.weekly.mon : [{ from: 540, to: 1080 }]}
          onSave={save}
          onRemove={() => remove(open.at)}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Card>
  );
}

const emptyAt = (date: string): DatedException => ({ from: date, to: date, shifts: [], name: { zh: "", en: "" } });

type ListProps = {
  calendar: CalendarShape;
  year: number;
  onOpen: ((at: number, exception: DatedException) => void) | null;
};

function YearList({ calendar, year, onOpen }: ListProps): JSX.Element {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  const inYear = calendar.exceptions
    .map((exception, at) => ({ exception, at }))
    .filter(({ exception: { from, to } }) => from <= `${year}-12-31` && (to === null || to >= `${year}-01-01`))
    .toSorted((a, b) => a.exception.from.localeCompare(b.exception.from));
  if (inYear.length === 0) return <p className="page-hint year-none">{t("calendars.none_in_year", { year })}</p>;
  return (
    <RowList label={t("calendars.exceptions")}>
      {inYear.map(({ exception, at }) => (
        <Row
          key={`${at}${exception.from}`}
          title={exception.name[language]}
          {...(onOpen ? { onOpen: () => onOpen(at, exception) } : {})}
          meta={
            <>
              <span className="tabular">
                {exception.to === exception.from ? exception.from : `${exception.from} – ${exception.to ?? "…"}`}
              </span>
              <span>{t("calendars.days_long", { count: daysLong(exception) ?? 0 })}</span>
            </>
          }
          aside={
            exception.shifts.length === 0 ? (
              <Mark tone="bad">{t("calendars.kind.holiday")}</Mark>
            ) : (
              <Mark tone="good">
                {exception.shifts.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`).join(" ")}
              </Mark>
            )
          }
        />
      ))}
    </RowList>
  );
}
