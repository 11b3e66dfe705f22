import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  leaveOffer,
  listCalendars,
  listCalendarVersions,
  takeOffer,
  type CalendarShape,
} from "../../../../../src/contract/procedure-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useMay, useMe } from "../../../session/me.ts";
import type { DatedException } from "./calendar-days.ts";

type Props = { calendar: CalendarShape; offered: readonly DatedException[] };

const renews = [listCalendars, listCalendarVersions];

/** Holidays and make-up days that ship since the desk changed its calendar: taken over or left, never put on by themselves. */
export function OfferCard({ calendar, offered }: Props): JSX.Element | null {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  const mayWrite = useMay("sop.write");
  const onRefused = useProblemToast();
  const take = useCommand(takeOffer, {
    renews,
    onRefused,
    onDone: () => void toast(t("calendars.saved"), { tone: "good" }),
  });
  const leave = useCommand(leaveOffer, { renews, onRefused });
  if (offered.length === 0) return null;
  const params = { calendarId: calendar.id };
  return (
    <Card
      title={t("calendars.offer")}
      lead={t("calendars.offer_help")}
      actions={
        mayWrite ? (
          <>
            <Button loading={leave.running} onClick={() => leave.fire({ params })}>
              {t("calendars.leave_offer")}
            </Button>
            <Button
              type="primary"
              loading={take.running}
              onClick={() => take.fire({ params, body: { version: calendar.version } })}
            >
              {t("calendars.take_offer")}
            </Button>
          </>
        ) : null
      }
    >
      <ul className="offer-days">
        {offered.map(({ from, to, shifts, name }) => (
          <li key={`${from}${name.zh}`}>
            <span className="tabular">{to === from ? from : `${from} – ${to ?? "…"}`}</span> {name[language]}{" "}
            <span className="quiet">
              {t(shifts.length === 0 ? "calendars.kind.holiday" : "calendars.kind.make_up")}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
