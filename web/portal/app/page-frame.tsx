import type { CSSProperties, JSX, ReactNode } from "react";
import { useWords } from "./words.ts";
import "./portal.css";

type Props = { deskName: string; colour?: string; onOtherLanguage?: () => void; children: ReactNode };

/** The desk's name and colour above, the page below; one column on every screen. */
export function PageFrame({ deskName, colour, onOtherLanguage, children }: Props): JSX.Element {
  const t = useWords();
  return (
    <div className="portal" style={colour === undefined ? undefined : coloured(colour)}>
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

/** The desk's own colour in place of the product's; white letters can be read on it. */
const coloured = (colour: string): CSSProperties =>
  ({
    "--c-accent": colour,
    "--c-accent-strong": `color-mix(in srgb, ${colour} 85%, black)`,
    "--c-on-accent": "#ffffff",
  }) as CSSProperties;
