import type { JSX, ReactNode } from "react";
import { StatePage } from "../../ui/states/state-page.tsx";

type Props = Parameters<typeof StatePage>[0] & { tone?: "alert" | "status" };

/** A whole page that says one thing: what it is, what to do, a way on. */
export function StateCard({ tone, ...state }: Props): JSX.Element {
  const said: ReactNode = <StatePage {...state} />;
  return tone ? (
    <section className="portal-card" role={tone}>
      {said}
    </section>
  ) : (
    <section className="portal-card">{said}</section>
  );
}
