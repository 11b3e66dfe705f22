import { createContext, useContext, useMemo, type CSSProperties, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../base/class-names.ts";
import { useKeptState } from "../base/use-kept-state.ts";
import { usePhone } from "../base/use-media.ts";
import { PaneHandle } from "./pane-handle.tsx";
import { clampWidth, type PaneBounds } from "./pane-width.ts";
import "./panes.css";

type Row = { name: string; shown: string; phone: boolean };
const RowContext = createContext<Row>({ name: "", shown: "", phone: false });

/** Panes side by side; on a phone only the one called `shown`. */
export function PaneRow({ name, shown, children }: { name: string; shown: string; children: ReactNode }): JSX.Element {
  const phone = usePhone();
  const row = useMemo(() => ({ name, shown, phone }), [name, shown, phone]);
  return (
    <RowContext value={row}>
      <div className="pane-row">{children}</div>
    </RowContext>
  );
}

type PaneProps = {
  id: string;
  /** Said of the region and of its handle: 工单列表. */
  label: string;
  /** Left out: takes the room that is left. */
  bounds?: PaneBounds;
  /** Which edge carries the handle. */
  edge?: "left" | "right";
  /** Folded away on a wide screen; on a phone it shows all the same when it is its turn. */
  folded?: boolean;
  /** On a phone: where "back" leads. */
  onBack?: () => void;
  className?: string;
  children: ReactNode;
};

/** One pane with its own scroll; its width is remembered in this browser. */
export function Pane(props: PaneProps): JSX.Element | null {
  const { id, label, bounds, edge = "right", folded, onBack } = props;
  const row = useContext(RowContext);
  const [kept, keepWidth] = useKeptState<number | null>(`pane.${row.name}.${id}`, null);
  const { t } = useTranslation("ui");
  if (row.phone ? row.shown !== id : folded) return null;
  const widthPx = bounds ? clampWidth(kept ?? bounds.widthPx, bounds) : null;
  const style: CSSProperties = widthPx === null || row.phone ? {} : { width: widthPx, flex: "none" };
  return (
    <section className={classNames("pane", `pane-${id}`, props.className)} aria-label={label} style={style}>
      {row.phone && onBack ? (
        <div className="pane-back">
          <button type="button" onClick={onBack}>
            ‹ {t("pane.back")}
          </button>
        </div>
      ) : null}
      {props.children}
      {bounds && widthPx !== null && !row.phone ? (
        <PaneHandle bounds={bounds} widthPx={widthPx} edge={edge} label={label} onWidth={keepWidth} />
      ) : null}
    </section>
  );
}

/** The head of a pane: a title and its tools, always in sight. */
export function PaneHead({ title, children }: { title: ReactNode; children?: ReactNode }): JSX.Element {
  return (
    <header className="pane-head">
      <h2 className="truncate">{title}</h2>
      <div className="pane-tools">{children}</div>
    </header>
  );
}
