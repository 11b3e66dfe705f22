import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../base/class-names.ts";
import { useFormats } from "../i18n/use-formats.ts";
import { dueLook, type DueClock, type DueLook } from "./due-look.ts";
import { useNow } from "./now.ts";
import { useSpanWords } from "./use-span-words.ts";
import "./due-pill.css";

type Props = {
  clock: DueClock;
  /** What is due: 首次响应. Shown in the title, and before the words with `named`. */
  name?: string;
  named?: boolean;
  /** For narrow places: `3 天` instead of `还剩 3 天`; late still says so. */
  short?: boolean;
  onClick?: () => void;
};

/** How long is left, in colour, shape and words; the moment on hover. A button where it explains itself. */
export function DuePill({ clock, name, named, short = false, onClick }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const formats = useFormats();
  const coarse = useNow("half_minute");
  const look = dueLook(clock, coarse);
  const moment = clock.dueAt === null ? null : formats.full(clock.dueAt);
  const title = moment === null ? name : name ? t("due.of", { name, moment }) : t("due.at", { moment });
  const inside = (
    <>
      <DueShape look={look} />
      {named && name ? <span className="due-name">{name}</span> : null}
      {look.ticks ? <TickingWords clock={clock} short={short} /> : <DueWords look={look} short={short} />}
    </>
  );
  const className = classNames("due-pill", "tabular", `is-${look.tone}`);
  if (onClick)
    return (
      <button type="button" className={className} title={title} onClick={onClick}>
        {inside}
      </button>
    );
  return (
    <span className={className} title={title}>
      {inside}
    </span>
  );
}

function TickingWords({ clock, short }: { clock: DueClock; short: boolean }): JSX.Element {
  return <DueWords look={dueLook(clock, useNow("second"))} short={short} />;
}

function DueWords({ look, short }: { look: DueLook; short: boolean }): JSX.Element {
  const { t } = useTranslation("ui");
  const spanWords = useSpanWords();
  if (look.words === "left" && short)
    return (
      <span>
        <span className="visually-hidden">{t("due.left", { span: spanWords(look.span) })}</span>
        <span aria-hidden="true">{spanWords(look.span)}</span>
      </span>
    );
  if (look.words === "left" || look.words === "over")
    return <span>{t(`due.${look.words}`, { span: spanWords(look.span) })}</span>;
  return <span>{t(`due.${look.words}`)}</span>;
}

/** A ring for calm, a half-filled one for the warning, a filled square for late, a tick for kept, bars for paused. */
function DueShape({ look }: { look: DueLook }): JSX.Element {
  return (
    <svg className="due-shape" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {shapeOf(look)}
    </svg>
  );
}

function shapeOf(look: DueLook): JSX.Element {
  if (look.words === "paused") return <path d="M2.5 1.5h2v7h-2zM6 1.5h2v7H6z" fill="currentColor" />;
  if (look.tone === "red") return <rect x="1" y="1" width="8" height="8" rx="1.5" fill="currentColor" />;
  if (look.tone === "green")
    return <path d="M1.5 5.4 4 7.8 8.6 2.4" fill="none" stroke="currentColor" strokeWidth="1.8" />;
  if (look.words === "cancelled") return <path d="M2 5h6" stroke="currentColor" strokeWidth="1.6" />;
  return (
    <>
      <circle cx="5" cy="5" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      {look.tone === "amber" ? <path d="M5 1.2a3.8 3.8 0 0 1 0 7.6z" fill="currentColor" /> : null}
    </>
  );
}
