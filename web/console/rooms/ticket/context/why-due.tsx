import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";
import { METRIC_RULES } from "../../../../../src/domain/clocks/metrics.ts";
import { formatsOf } from "../../../../ui/i18n/formats.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useNow } from "../../../../ui/time/now.ts";
import { spanOf } from "../../../../ui/time/span.ts";
import { useSpanWords } from "../../../../ui/time/use-span-words.ts";
import { giveBack } from "../composer/given-back.ts";
import { useTicketPage, useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useProcedureNames } from "../use-names.ts";
import { explainClock, type Explained, type Piece } from "./explain-clock.ts";

/** "Why is this due then?": a strip of time with its words, one sentence, and a polite one for the customer. REQ: TR-04 */
export function WhyDue({ clock }: { clock: ClockShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const names = useProcedureNames();
  const now = useNow("half_minute");
  const page = useTicketPage();
  const explained = explainClock(clock, now);
  const sentence = useSentence(clock, explained);
  const write = useLetterToCustomer(clock, explained);
  return (
    <div className="why-due">
      <Strip explained={explained} />
      <Legend explained={explained} />
      <p>{sentence}</p>
      <p className="quiet">
        {names.promise(clock.lineId)}
        {clock.calendarName ? ` · ${local(clock.calendarName)}` : ""}
        {clock.source ? ` · ${t("why.source", { source: clock.source })}` : ""}
      </p>
      {clock.dueAt && page.may.reply ? (
        <button type="button" className="link-button" onClick={write}>
          {t("why.send")}
        </button>
      ) : null}
    </div>
  );
}

function Strip({ explained }: { explained: Explained }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const pauseWords = usePauseWords();
  const kindWords = ({ kind, reason }: Piece) => {
    if (kind === "paused") return pauseWords(reason ?? "");
    return kind === "closed_ahead" ? t("why.outside_hours") : t(`why.${kind}`);
  };
  const titleOf = (piece: Piece) =>
    [kindWords(piece), formats.dateTime(piece.fromMs), formats.dateTime(piece.toMs)].join(" · ");
  return (
    <div className="why-strip" role="img" aria-label={t("why.strip")}>
      {explained.pieces.map((piece) => (
        <span
          key={`${piece.kind}${piece.fromMs}`}
          className={`why-piece is-${piece.kind}`}
          style={{ left: `${piece.from * 100}%`, width: `${(piece.to - piece.from) * 100}%` }}
          title={titleOf(piece)}
        />
      ))}
      {explained.nowShare === null ? null : (
        <span className="why-now" style={{ left: `${explained.nowShare * 100}%` }} title={t("why.now")} />
      )}
      {explained.dueShare === null ? null : (
        <span className="why-flag" style={{ left: `${explained.dueShare * 100}%` }} title={t("why.flag")}>
          ⚑
        </span>
      )}
    </div>
  );
}

/** What the colours of the strip are, and how long each was. */
function Legend({ explained }: { explained: Explained }): JSX.Element {
  const { t } = useTranslation("ticket");
  const span = useSpanWords();
  const pauseWords = usePauseWords();
  const paused = explained.pausedMs.map(({ reason, ms }) => ({ kind: "paused", words: pauseWords(reason), ms }));
  const rows = [
    { kind: "counted", words: t("why.counted"), ms: explained.countedMs - explained.lateMs },
    { kind: "late", words: t("why.late"), ms: explained.lateMs },
    ...paused,
    { kind: "outside_hours", words: t("why.outside_hours"), ms: explained.outsideMs },
    { kind: "ahead", words: t("why.ahead"), ms: explained.aheadMs },
  ];
  return (
    <ul className="why-legend">
      {rows
        .filter(({ ms }) => ms > 0)
        .map(({ kind, words, ms }) => (
          <li key={`${kind} ${words}`}>
            <span className={`why-piece is-${kind}`} aria-hidden="true" />
            {words} <span className="tabular">{span(spanOf(ms))}</span>
          </li>
        ))}
    </ul>
  );
}

const PAUSES = ["waiting_customer", "waiting_department", "waiting_third_party"] as const;

function usePauseWords(): (reason: string) => string {
  const { t } = useTranslation(["ticket", "ui"]);
  return (reason) => {
    const state = PAUSES.find((each) => each === reason);
    return state ? t(`ui:state.${state}`) : t("why.paused");
  };
}

function useSentence(clock: ClockShape, explained: Explained): string {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const span = useSpanWords();
  const pauseWords = usePauseWords();
  const parts = [
    clock.targetMs === null
      ? t("why.from", { start: formats.dateTime(clock.startedAt) })
      : t("why.from_target", { start: formats.dateTime(clock.startedAt), target: span(spanOf(clock.targetMs)) }),
    t("why.counted_for", { span: span(spanOf(explained.countedMs)) }),
    ...explained.pausedMs.map(({ reason, ms }) =>
      t("why.paused_for", { span: span(spanOf(ms)), reason: pauseWords(reason) }),
    ),
    ...(explained.outsideMs > 0 ? [t("why.outside_for", { span: span(spanOf(explained.outsideMs)) })] : []),
  ];
  const end = clock.dueAt ? t("why.so_due", { moment: formats.dateTime(clock.dueAt) }) : t("why.no_due");
  return `${parts.join(t("why.joint"))}${end}`;
}

/** Puts a polite explanation, in the customer's language, into the reply; nothing goes out before somebody sends it. */
function useLetterToCustomer(clock: ClockShape, explained: Explained): () => void {
  const { i18n } = useTranslation("ticket");
  const { page, write } = useTicketRoom();
  const { timeZone } = usePersonSettings();
  const put = async () => {
    await i18n.loadLanguages(page.language);
    const say = i18n.getFixedT(page.language, "ticket");
    const formats = formatsOf(page.language, timeZone);
    const metric = Object.entries(METRIC_RULES).find(([id]) => id === clock.metric)?.[1].title[page.language] ?? "";
    const moment = formats.full(clock.dueAt ?? "");
    const sentences = [
      say("why.letter.promise", { number: page.number, metric, moment }),
      say("why.letter.counted", { start: formats.full(clock.startedAt) }),
      ...(explained.pausedMs.some(({ reason }) => reason === "waiting_customer") ? [say("why.letter.waited")] : []),
      ...(explained.outsideMs > 0 ? [say("why.letter.hours")] : []),
      say("why.letter.closing"),
    ];
    const html = sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join("");
    giveBack({ ticketId: page.id, tab: "reply", html, to: null, cc: [], files: [], adds: true });
    write("reply");
  };
  return () => void put();
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
