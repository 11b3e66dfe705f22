import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useNow } from "../../../../ui/time/now.ts";
import { useMay } from "../../../session/me.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { gapsOf, lanesOf, type Duty, type Stretch } from "./week.ts";
import type { Week } from "./on-call-week.ts";

type Props = {
  roster: { id: string; name: LocalText };
  week: Week;
  duties: readonly Duty[];
  onOpen: (dutyId: string) => void;
};

/** One roster's week as a strip of days; times without anybody are hatched and said. */
export function RosterWeek({ roster, week, duties, onOpen }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const formats = useFormats();
  const phone = usePhone();
  const gaps = gapsOf(duties, week);
  const moment = (at: number) => `${formats.date(at)} ${formats.time(at)}`;
  return (
    <Card
      title={local(roster.name)}
      lead={
        gaps.length === 0 ? (
          t("on_call.no_gaps")
        ) : (
          <span className="duty-warning">
            {duties.length === 0
              ? t("on_call.nobody")
              : t("on_call.gaps", {
                  count: gaps.length,
                  gaps: gaps
                    .slice(0, 3)
                    .map(({ from, to }) => `${moment(from)} – ${moment(to)}`)
                    .join(t("joint")),
                })}
          </span>
        )
      }
    >
      {phone ? (
        <DutyList duties={duties} onOpen={onOpen} />
      ) : (
        <WeekStrip week={week} duties={duties} gaps={gaps} onOpen={onOpen} label={local(roster.name)} />
      )}
    </Card>
  );
}

type ListProps = { duties: readonly Duty[]; onOpen: (dutyId: string) => void };

function DutyList({ duties, onOpen }: ListProps): JSX.Element {
  const mayWrite = useMay("sop.write");
  const said = useDutyWords();
  return (
    <ul className="duty-list">
      {duties.map((duty) => (
        <li key={duty.id}>
          {mayWrite ? (
            <button type="button" className="duty-line" onClick={() => onOpen(duty.id)}>
              {said(duty)}
            </button>
          ) : (
            <span className="duty-line">{said(duty)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function useDutyWords(): (duty: Duty) => string {
  const formats = useFormats();
  return ({ person, startsAt, endsAt }) => `${person.name} ${formats.dateTime(startsAt)} – ${formats.dateTime(endsAt)}`;
}

type StripProps = ListProps & { week: Week; gaps: readonly Stretch[]; label: string };

function WeekStrip({ week, duties, gaps, label, onOpen }: StripProps): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const now = useNow("half_minute");
  const length = week.to - week.from;
  const share = (at: number) => Math.min(1, Math.max(0, (at - week.from) / length));
  const box = ({ from, to }: Stretch) => ({
    left: `${share(from) * 100}%`,
    width: `${(share(to) - share(from)) * 100}%`,
  });
  return (
    <div className="week-strip" role="group" aria-label={label}>
      <div className="week-strip-days">
        {week.days.map((day, at) => (
          <span key={day}>
            {t(`on_call.weekday.${at as 0}`)} <span className="quiet tabular">{day.slice(5)}</span>
          </span>
        ))}
      </div>
      <div className="week-strip-lanes">
        {gaps.map((gap) => (
          <span
            key={gap.from}
            className="duty-gap"
            style={box(gap)}
            title={t("on_call.gap", { from: formats.dateTime(gap.from), to: formats.dateTime(gap.to) })}
          />
        ))}
        {lanesOf(duties).map((lane, at) => (
          <div key={at} className="week-lane">
            {lane.map((duty) => (
              <DutyBar
                key={duty.id}
                duty={duty}
                style={box({ from: Date.parse(duty.startsAt), to: Date.parse(duty.endsAt) })}
                onOpen={onOpen}
              />
            ))}
          </div>
        ))}
        {now > week.from && now < week.to ? (
          <span className="week-now" style={{ left: `${share(now) * 100}%` }} title={t("on_call.now")} />
        ) : null}
      </div>
    </div>
  );
}

type BarProps = { duty: Duty; style: { left: string; width: string }; onOpen: (dutyId: string) => void };

function DutyBar({ duty, style, onOpen }: BarProps): JSX.Element {
  const mayWrite = useMay("sop.write");
  const said = useDutyWords()(duty);
  if (!mayWrite)
    return (
      <span className="duty-bar" style={style} title={said}>
        <span className="visually-hidden">{said}</span>
        <span aria-hidden="true">{duty.person.name}</span>
      </span>
    );
  return (
    <button
      type="button"
      className="duty-bar"
      style={style}
      title={said}
      aria-label={said}
      onClick={() => onOpen(duty.id)}
    >
      {duty.person.name}
    </button>
  );
}
