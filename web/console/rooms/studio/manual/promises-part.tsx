import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { METRIC_RULES, type Metric } from "../../../../../src/domain/clocks/metrics.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { targetWords } from "../../../../../src/domain/sop/words.ts";
import { PRIORITIES, type Priority } from "../../../../../src/domain/ticket/vocabulary.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { lineSays } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { isEmptyRow, promiseMatrix, type Cell, type MatrixRow } from "./promise-matrix.ts";
import { PromiseCard } from "./promise-card.tsx";

type Props = {
  detail: VersionDetail;
  pack: Pack;
  metrics: readonly Metric[];
  query: string;
  onOpen: (cell: string) => void;
};

/** Which cell stands open: `first_response:fault:P1`. */
export const cellName = (metric: Metric, row: MatrixRow, priority: Priority): string =>
  `${metric}:${row.kinds[0]}:${priority}`;

/** What is promised, by kind, priority and tier; while somebody searches, line by line. REQ: TR-04 */
export function PromisesPart({ detail, pack, metrics, query, onOpen }: Props): JSX.Element {
  const local = useLocalText();
  const kinds = pack.kinds.map(({ id }) => id);
  if (query !== "")
    return (
      <div className="manual-cards">
        {pack.promises
          .filter((line) => metrics.includes(line.metric) && lineSays(pack, line, query))
          .map((line) => (
            <PromiseCard key={line.id} detail={detail} pack={pack} line={line} />
          ))}
      </div>
    );
  return (
    <>
      {metrics.map((metric) => (
        <section key={metric} className="metric">
          <h4>{local(METRIC_RULES[metric].title)}</h4>
          <Matrix
            pack={pack}
            metric={metric}
            rows={promiseMatrix(pack.promises, metric, kinds).filter((row) => !isEmptyRow(row))}
            onOpen={onOpen}
          />
        </section>
      ))}
      <LinesOnPaper detail={detail} pack={pack} metrics={metrics} />
    </>
  );
}

/** Where no cell can be opened, every line is written out. */
function LinesOnPaper({ detail, pack, metrics }: Pick<Props, "detail" | "pack" | "metrics">): JSX.Element {
  return (
    <div className="print-only">
      <div className="manual-cards">
        {pack.promises
          .filter((line) => metrics.includes(line.metric))
          .map((line) => (
            <PromiseCard key={line.id} detail={detail} pack={pack} line={line} />
          ))}
      </div>
    </div>
  );
}

type MatrixProps = { pack: Pack; metric: Metric; rows: MatrixRow[]; onOpen: (cell: string) => void };

function Matrix({ pack, metric, rows, onOpen }: MatrixProps): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const kindName = (row: MatrixRow) =>
    row.kinds.length === pack.kinds.length
      ? t("manual.all_kinds")
      : row.kinds
          .map((id) => local(pack.kinds.find((kind) => kind.id === id)?.name ?? { zh: id, en: id }))
          .join(t("joint"));
  const title = local(METRIC_RULES[metric].title);
  return (
    <div className="matrix-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="matrix is-promises">
        <thead>
          <tr>
            <th scope="col">{t("manual.kind")}</th>
            {PRIORITIES.map((priority) => (
              <th key={priority} scope="col">
                <PriorityGlyph priority={priority} words />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kinds.join()}>
              <th scope="row">{kindName(row)}</th>
              {PRIORITIES.map((priority) => (
                <td key={priority}>
                  <CellView
                    cell={row.cells[priority]}
                    name={`${title} ${kindName(row)} ${priority}`}
                    onOpen={() => onOpen(cellName(metric, row, priority))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellView({ cell, name, onOpen }: { cell: Cell; name: string; onOpen: () => void }): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const local = useLocalText();
  if (cell.lines.length === 0) return <span className="quiet">–</span>;
  return (
    <button type="button" className="matrix-cell" onClick={onOpen}>
      <span className="visually-hidden">{t("manual.open_cell", { name })} </span>
      {cell.strictest ? (
        <span>
          <strong>{local(targetWords(cell.strictest.target))}</strong>
          {cell.strictest.calendar === "always" ? null : (
            <span className="quiet"> {words.value(cell.strictest.calendar)}</span>
          )}
        </span>
      ) : null}
      {cell.byTier.map(({ tier, line }) => (
        <span key={tier} className="matrix-tier">
          <TierMark tier={tier} /> {local(targetWords(line.target))}
        </span>
      ))}
      {cell.sometimes.length > 0 ? (
        <span className="quiet">{t("manual.sometimes", { count: cell.sometimes.length })}</span>
      ) : null}
    </button>
  );
}
