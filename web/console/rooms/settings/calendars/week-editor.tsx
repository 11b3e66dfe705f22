import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarShape } from "../../../../../src/contract/procedure-routes.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { hoursOf, WEEK } from "./calendar-days.ts";
import { DayStrip } from "./day-strip.tsx";
import { ShiftsField } from "./shifts-field.tsx";

type Weekly = CalendarShape["weekly"];
type Props = { weekly: Weekly; onChange: (weekly: Weekly) => void; disabled: boolean };

/** The usual week, day by day. */
export function WeekEditor({ weekly, onChange, disabled }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const total = WEEK.reduce((sum, day) => sum + hoursOf(weekly[day]), 0);
  const asMonday = () => onChange({ ...weekly, tue: weekly.mon, wed: weekly.mon, thu: weekly.mon, fri: weekly.mon });
  return (
    <Card
      title={t("calendars.week")}
      lead={t("calendars.week_hours", { hours: total })}
      actions={
        disabled ? null : (
          <button type="button" className="bh-button" onClick={asMonday}>
            {t("calendars.as_monday")}
          </button>
        )
      }
    >
      <div className="week">
        {WEEK.map((day) => (
          <div key={day} className="week-day">
            <strong>{t(`calendars.day.${day}`)}</strong>
            <DayStrip shifts={weekly[day]} />
            <ShiftsField
              label={t(`calendars.day.${day}`)}
              shifts={weekly[day]}
              disabled={disabled}
              onChange={(shifts) => onChange({ ...weekly, [day]: shifts })}
            />
          </div>
        ))}
      </div>
    </Card>
  );
}
