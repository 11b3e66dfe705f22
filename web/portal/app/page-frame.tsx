import type { JSX, ReactNode } from "react";
import { useWords } from "./words.ts";
import "./portal.css";

type Props = { deskName: string; onOtherLanguage?: () => void; children: ReactNode };

/** The desk's name and colour above, the page below; one column on every screen. */
export function PageFrame({ deskName, onOtherLanguage, children }: Props): JSX.Element {
  const t = useWords();
  return (
    <div className="portal">
      <header className="portal-head">
        <span className="portal-mark" aria-hidden="true">
          {[...(deskName || t("desk"))][0]}
        </span>
        <span className="portal-name truncate">{deskName || t("desk")}</span>
        {onOtherLanguage ? (
          <button type="button" className="portal-language" onClick={onOtherLanguage}>
            {t("other_language")}
          </button>
        ) : null}
      </header>
      <main className="portal-main">{children}</main>
    </div>
  );
}
