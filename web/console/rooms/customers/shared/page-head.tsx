import type { JSX, ReactNode } from "react";

type Props = { glyph?: ReactNode; name: string; meta: ReactNode; actions: ReactNode };

/** The head of a customer's page: who it is, and what can be done. */
export function PageHead({ glyph, name, meta, actions }: Props): JSX.Element {
  return (
    <header className="customer-head">
      {glyph}
      <div>
        <h1>{name}</h1>
        <div className="customer-head-meta">{meta}</div>
      </div>
      <div className="page-actions">{actions}</div>
    </header>
  );
}
