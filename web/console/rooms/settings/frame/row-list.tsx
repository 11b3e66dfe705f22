import type { JSX, ReactNode } from "react";
import "./settings.css";

/** Records of a page, one row each. */
export function RowList({ label, children }: { label: string; children: ReactNode }): JSX.Element {
  return (
    <ul className="settings-rows" aria-label={label}>
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
    <li className={quiet ? "settings-row is-quiet" : "settings-row"}>
      {glyph}
      <div className="settings-row-text">
        {onOpen ? (
          <button type="button" className="settings-row-open" onClick={onOpen}>
            {title}
          </button>
        ) : (
          <span className="settings-row-title">{title}</span>
        )}
        {meta ? <div className="settings-row-meta">{meta}</div> : null}
      </div>
      {aside ? <div className="settings-row-aside">{aside}</div> : null}
    </li>
  );
}
