import { useNavigate, useSearch } from "@tanstack/react-router";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { auditRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { VirtualList } from "../../../../ui/list/virtual-list.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { midnightOf } from "../../../../ui/time/wall-clock.ts";
import { SectionPage } from "../frame/section-page.tsx";
import { PersonSelect } from "../people/person-select.tsx";
import { ActionSelect } from "./action-select.tsx";
import { AuditDrawer } from "./audit-drawer.tsx";
import type { AuditEntry } from "./audit-entry.ts";
import { useAuditWords } from "./audit-words.ts";
import "./audit.css";

type Search = { actor?: string; action?: string; from?: string; to?: string };

const ROW_PX = 56;

/** Who did what, newest first; filters stand in the address. */
export function AuditPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const search = useSearch({ strict: false }) as Search;
  const may = useMay("audit.read");
  const { timeZone } = usePersonSettings();
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const entries = useRoutePages(auditRoutes.list, may ? { query: queryOf(search, timeZone) } : null, {
    keepPrevious: true,
  });
  return (
    <SectionPage id="audit" fills>
      <Filters search={search} />
      {entries.isPending ? <SkeletonList /> : null}
      {entries.isError ? <ErrorState error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {entries.data && entries.items.length === 0 ? (
        <EmptyState shape="search" title={t("audit.none")}>
          {t("audit.none_help")}
        </EmptyState>
      ) : null}
      {entries.items.length > 0 ? (
        <VirtualList
          items={entries.items}
          keyOf={(entry) => entry.id}
          rowPx={ROW_PX}
          label={t("section.audit")}
          name={`audit.${JSON.stringify(search)}`}
          onNearEnd={() => {
            if (entries.hasNextPage && !entries.isFetchingNextPage) void entries.fetchNextPage();
          }}
          row={(entry) => <EntryRow entry={entry} onOpen={() => setShown(entry)} />}
        />
      ) : null}
      {shown ? <AuditDrawer entry={shown} onClose={() => setShown(null)} /> : null}
    </SectionPage>
  );
}

/** Days of the address as instants of the person's own time zone: from the beginning of the first to that of the day after the last. */
function queryOf({ actor, action, from, to }: Search, timeZone: string) {
  const startOf = (day: dayjs.Dayjs) => new Date(midnightOf(day.format("YYYY-MM-DD"), timeZone));
  const since = from && dayjs(from).isValid() ? startOf(dayjs(from)) : null;
  const after = to && dayjs(to).isValid() ? startOf(dayjs(to).add(1, "day")) : null;
  return {
    limit: 100,
    ...(actor ? { actorId: actor } : {}),
    ...(action ? { action } : {}),
    ...(since ? { from: since.toISOString() } : {}),
    ...(after ? { to: after.toISOString() } : {}),
  };
}

function Filters({ search }: { search: Search }): JSX.Element {
  const { t } = useTranslation("settings");
  const navigate = useNavigate();
  const set = (changes: { [field in keyof Search]: string | undefined }) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...changes }), replace: true });
  return (
    <div className="page-tools" role="search">
      <PersonSelect
        className="page-select"
        value={search.actor ?? null}
        placeholder={t("audit.anybody")}
        label={t("audit.actor")}
        onChange={(actor) => set({ actor: actor ?? undefined })}
      />
      <ActionSelect value={search.action ?? null} onChange={(action) => set({ action: action ?? undefined })} />
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        onChange={(days) =>
          set({ from: days?.[0]?.format("YYYY-MM-DD") ?? undefined, to: days?.[1]?.format("YYYY-MM-DD") ?? undefined })
        }
      />
    </div>
  );
}

function EntryRow({ entry, onOpen }: { entry: AuditEntry; onOpen: () => void }): JSX.Element {
  const formats = useFormats();
  const { actionWord, actorWord } = useAuditWords();
  return (
    <button type="button" className="audit-row" onClick={onOpen}>
      <span className="audit-at tabular" title={formats.full(entry.at)}>
        {formats.dateTime(entry.at)}
      </span>
      <span className="audit-who truncate">{actorWord(entry)}</span>
      <span className="audit-what truncate">
        {actionWord(entry.action)}
        {entry.targetName ? <span className="quiet"> · {entry.targetName}</span> : null}
      </span>
      <span className="audit-ip tabular quiet">{entry.ip}</span>
    </button>
  );
}
