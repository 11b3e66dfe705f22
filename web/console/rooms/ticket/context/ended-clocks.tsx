import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { getEndedClocks } from "../../../../../src/contract/ticket-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { Clocks } from "./clock-rows.tsx";

/** Promises that are over, read when they are opened. */
export function EndedClocks(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const [open, setOpen] = useState(false);
  if (page.clocksEnded === 0) return null;
  return (
    <section>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t("due.ended")} <span className="quiet tabular">{page.clocksEnded}</span>
        </summary>
        {open ? <Ended key={page.seq} ticketId={page.id} /> : null}
      </details>
    </section>
  );
}

function Ended({ ticketId }: { ticketId: string }): JSX.Element {
  const { data, error, refetch } = useRoute(getEndedClocks, { params: { ticketId } }, { freshMs: 0 });
  if (data) return <Clocks clocks={data.items} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonList rows={2} />;
}
