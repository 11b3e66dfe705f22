import type { JSX, ReactNode } from "react";
import "./page.css";

/** Records of a page, one row each. */
export function RowList({ label, children }: { label: string; children: ReactNode }): JSX.Element {
  return (
    <ul className="page-rows" aria-label={label}>
      {children}
    </ul>
  );
}

type RowProps = {
  glyph?: ReactNode;
  title: ReactNode;
  meta?: ReactNode;
  /** At the right: tags, a moment, buttons. */
  aside?: ReactNode;
  /** Opens the record; the whole row is pressed. */
  onOpen?: () => void;
  quiet?: boolean;
};

export function Row({ glyph, title, meta, aside, onOpen, quiet = false }: RowProps): JSX.Element {
  return (
    <li className={quiet ? "page-row is-quiet" : "page-row"}>
      {glyph}
      <div className="page-row-text">
        {onOpen ? (
          <button type="button" className="page-row-open" onClick={onOpen}>
            {title}
          </button>
        ) : (
          <span className="page-row-title">{title}</span>
        )}
        {meta ? <div className="page-row-meta">{meta}</div> : null}
      </div>
      {aside ? <div className="page-row-aside">{aside}</div> : null}
    </li>
  );
}
