import { Drawer } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { METRIC_RULES } from "../../../../../src/domain/clocks/metrics.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { PRIORITIES } from "../../../../../src/domain/ticket/vocabulary.ts";
import { usePhone } from "../../../../ui/base/use-media.ts";
import { Mark } from "../../../../ui/page/mark.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import { promiseMatrix, type Cell } from "./promise-matrix.ts";
import { PromiseCard } from "./promise-card.tsx";

const WIDTH_PX = 560;

type Props = { detail: VersionDetail; pack: Pack; name: string; onClose: () => void };

/** All the lines behind a cell of the matrix, the strictest first. */
export function CellDrawer({ detail, pack, name, onClose }: Props): JSX.Element | null {
  const { t } = useTranslation(["studio", "ui"]);
  const local = useLocalText();
  const phone = usePhone();
  const found = cellAt(pack, name);
  if (!found) return null;
  const { cell, metric, kind, priority } = found;
  return (
    <Drawer
      open
      title={`${local(METRIC_RULES[metric].title)} · ${local(kind.name)} · ${priority}`}
      onClose={onClose}
      size={phone ? "100%" : WIDTH_PX}
      closable={{ "aria-label": t("ui:form.close") }}
    >
      <p className="page-hint cell-lead">{t("manual.cell_lead")}</p>
      {cell.lines.map((line) => (
        <PromiseCard
          key={line.id}
          detail={detail}
          pack={pack}
          line={line}
          mark={
            cell.sometimes.includes(line) ? (
              <Mark tone="off">{t("manual.in_some_cases")}</Mark>
            ) : line === cell.strictest ? (
              <Mark tone="good">{t("manual.shown")}</Mark>
            ) : null
          }
        />
      ))}
    </Drawer>
  );
}

function cellAt(pack: Pack, name: string) {
  const [wanted, kindId, priorityId] = name.split(":");
  const metric = pack.promises.find((line) => line.metric === wanted)?.metric;
  const kind = pack.kinds.find(({ id }) => id === kindId);
  const priority = PRIORITIES.find((one) => one === priorityId);
  if (!metric || !kind || !priority) return null;
  const cell: Cell | undefined = promiseMatrix(pack.promises, metric, [kind.id])[0]?.cells[priority];
  return cell ? { cell, metric, kind, priority } : null;
}
