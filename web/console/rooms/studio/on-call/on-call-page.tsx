import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { addDuty, listDuties } from "../../../../../src/contract/on-call-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRenew, useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { dayAfter, midnightOf } from "../../../../ui/time/wall-clock.ts";
import { DutyDrawer } from "./duty-drawer.tsx";
import { useWeek, type Week } from "./on-call-week.ts";
import { RosterWeek } from "./roster-week.tsx";
import { copiesOf, WEEK_DAYS, type Duty } from "./week.ts";
import "./on-call.css";

type Search = { week?: string; open?: string };
type Duties = ResponseOf<typeof listDuties>;

/** Who has duty when, week by week, for each roster of the procedure. REQ: HA-20 */
export function OnCallPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const week = useWeek(search.week);
  const duties = useRoute(listDuties, { query: rangeOf(week.from, week.to) }, { keepPrevious: true });
  const set = (changes: { [key in keyof Search]: string | undefined }) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...changes }) });
  if (duties.isError) return <ErrorState error={duties.error} onRetry={() => void duties.refetch()} />;
  if (!duties.data) return <SkeletonPage />;
  // The duties of the week that was shown before are not those of this one.
  const shown = duties.isPlaceholderData ? [] : duties.data.rosters;
  return (
    <div className="studio-page pane-scroll">
      <WeekTools
        week={week}
        duties={duties.isPlaceholderData ? null : duties.data}
        rosters={duties.data.rosters.length}
        onWeek={(monday) => set({ week: monday, open: undefined })}
        onAdd={() => set({ open: "new" })}
      />
      {duties.data.rosters.length === 0 ? (
        <EmptyState title={t("on_call.no_rosters")}>{t("on_call.no_rosters_help")}</EmptyState>
      ) : null}
      {shown.map((roster) => (
        <RosterWeek
          key={roster.id}
          roster={roster}
          week={week}
          duties={duties.data.items.filter(({ rosterId }) => rosterId === roster.id)}
          onOpen={(open) => set({ open })}
        />
      ))}
      <Opened open={search.open} duties={duties.data} week={week} onClose={() => set({ open: undefined })} />
    </div>
  );
}

const rangeOf = (from: number, to: number) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

type OpenedProps = { open: string | undefined; duties: Duties; week: Week; onClose: () => void };

function Opened({ open, duties, week, onClose }: OpenedProps): JSX.Element | null {
  const mayWrite = useMay("sop.write");
  const duty = duties.items.find(({ id }) => id === open) ?? null;
  if (!mayWrite || (open !== "new" && !duty)) return null;
  return <DutyDrawer key={open} duty={duty} rosters={duties.rosters} week={week} onClose={onClose} />;
}

/** `duties` null: not read yet. */
type ToolsProps = {
  week: Week;
  duties: Duties | null;
  rosters: number;
  onWeek: (monday: string | undefined) => void;
  onAdd: () => void;
};

function WeekTools({ week, duties, rosters, onWeek, onAdd }: ToolsProps): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const mayWrite = useMay("sop.write");
  const copy = useCopyLastWeek(week, duties?.items ?? null);
  return (
    <header className="studio-page-head">
      <div className="week-tools">
        <Button aria-label={t("on_call.week_before")} onClick={() => onWeek(dayAfter(week.monday, -WEEK_DAYS))}>
          ‹
        </Button>
        <Button onClick={() => onWeek(undefined)}>{t("on_call.this_week")}</Button>
        <Button aria-label={t("on_call.week_after")} onClick={() => onWeek(dayAfter(week.monday, WEEK_DAYS))}>
          ›
        </Button>
        <h2>
          {formats.date(week.from)} – {formats.date(week.to - 1)}
        </h2>
        <span className="quiet">{week.timeZone}</span>
      </div>
      {mayWrite && rosters > 0 ? (
        <div className="page-actions">
          <Button loading={copy.running} disabled={!copy.isKnown} onClick={() => void copy.run()}>
            {t("on_call.copy")}
          </Button>
          <Button type="primary" onClick={onAdd}>
            {t("on_call.add")}
          </Button>
        </div>
      ) : null}
    </header>
  );
}

function useCopyLastWeek(week: Week, now: readonly Duty[] | null) {
  const { t } = useTranslation("studio");
  const renew = useRenew();
  const onRefused = useProblemToast();
  const [running, setRunning] = useState(false);
  const from = midnightOf(dayAfter(week.monday, -WEEK_DAYS), week.timeZone);
  const before = useRoute(listDuties, { query: rangeOf(from, week.from) });
  const add = useCommand(addDuty);
  const run = async () => {
    if (!before.data || !now) return;
    const copies = copiesOf({ before: before.data.items, now, shiftMs: week.from - from });
    if (copies.length === 0) {
      toast(t("on_call.nothing_to_copy"));
      return;
    }
    setRunning(true);
    try {
      for (const { rosterId, person, startsAt, endsAt } of copies)
        await add.run({ body: { rosterId, personId: person.id, startsAt, endsAt } });
      toast(t("on_call.copied", { count: copies.length }), { tone: "good" });
    } catch (error) {
      onRefused(error);
    } finally {
      setRunning(false);
      await renew(listDuties);
    }
  };
  return { run, running, isKnown: before.data !== undefined && now !== null };
}
