import type { JSX, ReactNode } from "react";
import "./page.css";

type Props = { title?: ReactNode; lead?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** A group of settings that belong together. */
export function Card({ title, lead, actions, children }: Props): JSX.Element {
  return (
    <section className="page-card">
      {title ? (
        <header>
          <div>
            <h2>{title}</h2>
            {lead ? <p>{lead}</p> : null}
          </div>
          {actions ? <div className="page-actions">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
