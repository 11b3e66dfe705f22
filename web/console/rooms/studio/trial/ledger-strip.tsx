import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ShownClock } from "../../../../../src/domain/backtest/backtest-result.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { shareOf, stripPieces, type Scale, type StripPiece } from "./strip-pieces.ts";

/** A clock's life as a strip: counted, paused, outside hours, late; the deadline as a flag. */
export function LedgerStrip({ clock, scale }: { clock: ShownClock; scale: Scale }): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const words = useFormatWords();
  const said = ({ kind, reason, fromMs, toMs }: StripPiece) =>
    [
      kind === "paused" && reason ? words.value(reason) : t(`strip.${kind}`),
      `${formats.dateTime(fromMs)} – ${formats.dateTime(toMs)}`,
    ].join(" · ");
  return (
    <div className="strip" role="img" aria-label={stripPieces(clock, scale).map(said).join("; ") || t("strip.nothing")}>
      {stripPieces(clock, scale).map((piece) => (
        <span
          key={`${piece.kind}${piece.fromMs}`}
          className={`strip-piece is-${piece.kind}`}
          style={{ left: `${piece.from * 100}%`, width: `${(piece.to - piece.from) * 100}%` }}
          title={said(piece)}
        />
      ))}
      {clock.dueAt === null ? null : (
        <span className="strip-flag" style={{ left: `${shareOf(scale, clock.dueAt) * 100}%` }} aria-hidden="true">
          ⚑
        </span>
      )}
    </div>
  );
}
