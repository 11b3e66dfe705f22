import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useMemo, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { REASON_CHARS_MAX } from "../../../../../src/contract/common.ts";
import {
  changeCalendar,
  listCalendars,
  listCalendarVersions,
  type CalendarShape,
} from "../../../../../src/contract/procedure-routes.ts";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { keyOf, renewRoutes } from "../../../../ui/api/use-route.ts";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMay } from "../../../session/me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { timeZoneOptions } from "../profile/time-zones.ts";
import type { DatedException } from "./calendar-days.ts";
import { CalendarHistory } from "./calendar-history.tsx";
import { ExceptionsCard } from "./exceptions-card.tsx";
import { OfferCard } from "./offer-card.tsx";
import { WeekEditor } from "./week-editor.tsx";

type Calendars = ResponseOf<typeof listCalendars>;
type Props = {
  stored: CalendarShape;
  offered: readonly DatedException[];
  newest: () => Promise<CalendarShape | undefined>;
};

/** One calendar; what was changed and not saved survives a reload. */
export function CalendarEditor({ stored, offered, newest }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const mayManage = useMay("sop.write");
  const client = useQueryClient();
  const [draft, set, drop] = useDraft<CalendarShape | null>(`calendar:${stored.id}`, null);
  const calendar = draft ?? stored;
  const dirty = JSON.stringify({ ...calendar, version: 0 }) !== JSON.stringify({ ...stored, version: 0 });
  const [reason, setReason] = useState("");
  const zones = useMemo(() => timeZoneOptions(calendar.zone), [calendar.zone]);
  const change = useCommand(changeCalendar, {
    onDone: (answer) => {
      client.setQueryData(keyOf(listCalendars, {}), (before: Calendars | undefined) => ({
        items: (before?.items ?? []).map((one) => (one.id === answer.id ? { ...one, ...answer } : one)),
      }));
      void renewRoutes(client, [listCalendarVersions]);
      drop();
      setReason("");
      toast(t("calendars.saved"), { tone: "good" });
    },
  });
  const save = () => {
    const { id: calendarId, ...body } = calendar;
    change.fire({ params: { calendarId }, body: { ...body, reason } });
  };
  const keepMine = async () => {
    const now = await newest();
    change.reset();
    if (now) set({ ...calendar, version: now.version });
  };
  return (
    <>
      <FormProblem
        error={change.error}
        onKeepMine={() => void keepMine()}
        onTakeNewest={() => {
          change.reset();
          drop();
          void newest();
        }}
      />
      <OfferCard calendar={stored} offered={offered} />
      <Card title={t("calendars.what")}>
        <div className="page-two calendar-names">
          {(["zh", "en"] as const).map((language) => (
            <label key={language}>
              {t(`calendars.calendar_name.${language}`)}
              <Input
                value={calendar.name[language]}
                maxLength={200}
                disabled={!mayManage}
                onChange={(event) => set({ ...calendar, name: { ...calendar.name, [language]: event.target.value } })}
              />
            </label>
          ))}
          <label htmlFor="calendar-zone">
            {t("calendars.zone")}
            <Select
              id="calendar-zone"
              showSearch
              disabled={!mayManage}
              value={calendar.zone}
              options={zones}
              onChange={(zone: string) => set({ ...calendar, zone })}
            />
          </label>
        </div>
      </Card>
      <WeekEditor weekly={calendar.weekly} disabled={!mayManage} onChange={(weekly) => set({ ...calendar, weekly })} />
      <ExceptionsCard
        calendar={calendar}
        disabled={!mayManage}
        onChange={(exceptions) => set({ ...calendar, exceptions })}
      />
      <CalendarHistory calendar={stored} onRestored={drop} />
      {mayManage ? (
        <div className={dirty ? "calendar-foot is-dirty" : "calendar-foot"}>
          <span className="page-hint">{dirty ? t("calendars.unsaved") : t("calendars.save_help")}</span>
          {dirty ? (
            <Input
              className="calendar-reason"
              value={reason}
              maxLength={REASON_CHARS_MAX}
              placeholder={t("calendars.reason")}
              aria-label={t("calendars.reason")}
              onChange={(event) => setReason(event.target.value)}
            />
          ) : null}
          <Button disabled={!dirty} onClick={drop}>
            {t("calendars.discard")}
          </Button>
          <Button type="primary" disabled={!dirty || isConflict(change.error)} loading={change.running} onClick={save}>
            {t("common:action.save")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
