import { useEffect, useState, type JSX } from "react";
import { ApiProblem, NetworkFailure } from "../../ui/api/api-problem.ts";
import { keep, readKept } from "../../ui/base/kept-value.ts";
import { useTitle } from "../../ui/base/use-title.ts";
import { PageFrame } from "../app/page-frame.tsx";
import { StateCard } from "../app/state-card.tsx";
import { browserLanguage, LanguageContext, useWords, wordsIn, type Language } from "../app/words.ts";
import { firstAnswer, type CaseAnswer } from "./case-answer.ts";
import { CaseCard } from "./case-card.tsx";
import type { CaseLink } from "./case-link.ts";
import { useCase } from "./use-case.ts";

const KEY_CHARS = 24;

/** A solved case as its customer sees it: the result, solved or not, and the survey (REQ: CL-01, CL-04, CL-05). */
export function CasePage({ link }: { link: CaseLink }): JSX.Element {
  const [chosen, setChosen] = useState<Language | null>(null);
  const view = useCase(link.token, chosen);
  const { shown } = view;
  const language = chosen ?? shown?.language ?? browserLanguage();
  const [answer, setAnswer] = useKeptAnswer(link);
  useEffect(() => void (document.documentElement.lang = language === "zh" ? "zh-CN" : "en"), [language]);
  useTitle(shown?.subject ?? wordsIn(language)("page_title"), shown?.deskName ?? wordsIn(language)("desk"), 0);

  return (
    <LanguageContext value={language}>
      <PageFrame
        deskName={shown?.deskName ?? ""}
        {...(shown ? { colour: shown.deskColour } : {})}
        onOtherLanguage={() => setChosen(language === "zh" ? "en" : "zh")}
      >
        {shown ? (
          <CaseCard view={view} shown={shown} answer={answer} onAnswer={setAnswer} />
        ) : view.unread ? (
          <Unread error={view.unread} onRetry={view.reload} />
        ) : (
          <Loading />
        )}
      </PageFrame>
    </LanguageContext>
  );
}

/** What was filled in survives a reload of this tab's browser. */
function useKeptAnswer(link: CaseLink): [CaseAnswer, (next: CaseAnswer) => void] {
  const key = `bihuan.case.${link.token.slice(-KEY_CHARS)}`;
  const [answer, setAnswer] = useState(() => firstAnswer(link, readKept<Partial<CaseAnswer>>(key, {})));
  return [
    answer,
    (next) => {
      setAnswer(next);
      keep(key, next);
    },
  ];
}

function Unread({ error, onRetry }: { error: unknown; onRetry: () => void }): JSX.Element {
  const t = useWords();
  const again = (
    <button type="button" className="portal-button" onClick={onRetry}>
      {t("retry")}
    </button>
  );
  useEffect(() => {
    globalThis.addEventListener("online", onRetry);
    return () => globalThis.removeEventListener("online", onRetry);
  }, [onRetry]);
  if (error instanceof NetworkFailure)
    return (
      <StateCard tone="alert" shape="offline" title={t("offline_title")} actions={again}>
        {t("offline_help")}
      </StateCard>
    );
  if (error instanceof ApiProblem && error.code === "link_expired")
    return (
      <StateCard shape="lock" title={t("expired_title")}>
        {t("expired_help")}
      </StateCard>
    );
  return (
    <StateCard tone="alert" shape="error" title={t("problem_title")} actions={again}>
      {error instanceof ApiProblem ? `${error.message}${error.remedy || t("problem_help")}` : t("problem_help")}
    </StateCard>
  );
}

function Loading(): JSX.Element {
  const t = useWords();
  return (
    <section className="portal-card" role="status" aria-label={t("loading")}>
      {[34, 82, 96, 60, 90].map((width) => (
        <span key={width} className="portal-bar" style={{ width: `${width}%` }} />
      ))}
    </section>
  );
}
