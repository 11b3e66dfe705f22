import type { JSX } from "react";
import { useMode, useModeOnRoot } from "../../ui/tokens/theme-mode.ts";
import { CasePage } from "../case/case-page.tsx";
import { readCaseLink } from "../case/case-link.ts";
import { PageFrame } from "./page-frame.tsx";
import { StateCard } from "./state-card.tsx";
import { browserLanguage, LanguageContext, wordsIn } from "./words.ts";

/** The customers' pages, by the path after /c/. */
export function PortalApp(): JSX.Element {
  useModeOnRoot(useMode());
  const link = readCaseLink(new URL(location.href));
  return link ? <CasePage link={link} /> : <NoPage />;
}

function NoPage(): JSX.Element {
  const language = browserLanguage();
  const t = wordsIn(language);
  return (
    <LanguageContext value={language}>
      <PageFrame deskName="">
        <StateCard shape="search" title={t("no_page_title")}>
          {t("no_page_help")}
        </StateCard>
      </PageFrame>
    </LanguageContext>
  );
}
