import { Dropdown, Progress, type MenuProps } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { useNow } from "../../../../ui/time/now.ts";
import { useMe } from "../../../session/me.ts";
import type { TicketList } from "../list/ticket-list.ts";
import type { Marks } from "../list/use-marks.ts";
import { BulkDialog, type BulkKind } from "./bulk-dialog.tsx";
import { RefusedDialog } from "./refused-dialog.tsx";
import { runBulk, type BulkOrder, type BulkOutcome } from "./run-bulk.ts";
import { snoozeMoments } from "./snooze-moments.ts";
import { WORKING_STATES, type WorkingState } from "../../../../../src/domain/ticket/vocabulary.ts";
import "./bulk-bar.css";

type Props = { list: TicketList; rows: readonly TicketRow[]; marks: Marks };

/** What can be done with the chosen rows at once. */
export function BulkBar({ list, rows, marks }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "common", "ui"]);
  const may = useMe().abilities.includes("tickets.bulk");
  const [asking, setAsking] = useState<BulkKind | null>(null);
  const bulk = useBulk({ list, rows, marks });
  const count = marks.ids.size;
  useShortcuts([{ keys: "Escape", name: t("keys.mark_none"), group: t("keys.group"), run: marks.clear }], !asking);
  const ask = (kind: BulkKind) => (
    <button type="button" className="bh-button" onClick={() => setAsking(kind)}>
      {t(`bulk.${kind}`)}
    </button>
  );
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t("bulk.label")}>
      <div className="bulk-bar-top">
        <span className="bulk-count tabular" role="status">
          {t("bulk.count", { count })}
        </span>
        <button type="button" className="bulk-clear" onClick={marks.clear}>
          {t("bulk.clear")} <KeyHint keys="Escape" />
        </button>
      </div>
      {bulk.progress !== null ? (
        <Progress
          percent={Math.round((bulk.progress / Math.max(1, bulk.total)) * 100)}
          size="small"
          className="bulk-progress"
        />
      ) : may ? (
        <>
          {ask("assign")}
          {ask("priority")}
          <StateMenu onState={(state) => bulk.run({ change: { state } })} />
          {ask("tags")}
          <SnoozeMenu onUntil={(snoozeUntil) => bulk.run({ change: { snoozeUntil } })} />
        </>
      ) : (
        <span className="quiet">{t("bulk.may_not")}</span>
      )}
      {asking ? (
        <BulkDialog
          kind={asking}
          count={count}
          onClose={() => setAsking(null)}
          onOrder={(order) => {
            setAsking(null);
            bulk.run(order);
          }}
        />
      ) : null}
      {bulk.outcome ? (
        <RefusedDialog outcome={bulk.outcome} rows={rows} onRetry={bulk.retry} onClose={bulk.close} />
      ) : null}
    </div>
  );
}

/** Runs an order over the chosen ones and keeps what was refused. */
function useBulk({ list, marks }: Props) {
  const { t } = useTranslation("inbox");
  const [progress, setProgress] = useState<number | null>(null);
  const [total, setTotal] = useState(0);
  const [outcome, setOutcome] = useState<{ got: BulkOutcome; order: BulkOrder } | null>(null);
  const go = async (ids: readonly string[], order: BulkOrder) => {
    if (progress !== null) return;
    setTotal(ids.length);
    setProgress(0);
    setOutcome(null);
    const got = await runBulk(ids, order, setProgress);
    setProgress(null);
    if (got.changed.length > 0) toast(t("bulk.changed", { count: got.changed.length }), { tone: "good" });
    const stay = [...got.refused.map(({ ticketId }) => ticketId), ...got.left];
    if (stay.length > 0) setOutcome({ got, order });
    marks.set(stay);
    void list.renew(got.changed, { atTop: false }).catch(() => undefined);
  };
  return {
    progress,
    total,
    outcome: outcome?.got ?? null,
    run: (order: BulkOrder) => void go([...marks.ids], order),
    retry: () => {
      if (outcome)
        void go([...outcome.got.refused.map(({ ticketId }) => ticketId), ...outcome.got.left], outcome.order);
    },
    close: () => setOutcome(null),
  };
}

function StateMenu({ onState }: { onState: (state: WorkingState) => void }): JSX.Element {
  const { t } = useTranslation(["inbox", "ui"]);
  const items: MenuProps["items"] = WORKING_STATES.map((state) => ({
    key: state,
    label: t(`ui:state.${state}`),
    onClick: () => onState(state),
  }));
  return <Menu name={t("bulk.state")} items={items} />;
}

function SnoozeMenu({ onUntil }: { onUntil: (until: string | null) => void }): JSX.Element {
  const { t } = useTranslation("inbox");
  const now = useNow("half_minute");
  const items: MenuProps["items"] = [
    ...snoozeMoments(new Date(now)).map(({ name, at }) => ({
      key: name,
      label: t(`snooze.${name}`),
      onClick: () => onUntil(at.toISOString()),
    })),
    { type: "divider" },
    { key: "wake", label: t("snooze.wake"), onClick: () => onUntil(null) },
  ];
  return <Menu name={t("bulk.snooze")} items={items} />;
}

function Menu({ name, items }: { name: string; items: NonNullable<MenuProps["items"]> }): JSX.Element {
  return (
    <Dropdown trigger={["click"]} placement="top" menu={{ items }}>
      <button type="button" className="bh-button" aria-haspopup="menu">
        {name} <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  );
}
