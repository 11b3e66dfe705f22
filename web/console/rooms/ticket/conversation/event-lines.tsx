import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { EventShape } from "../../../../../src/contract/ticket-shapes.ts";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useEventWords } from "./use-event-words.ts";

const EVENTS_UNFOLDED_MAX = 3;

/** What happened between two messages, one quiet line each; many fold to a count and the last. */
export function EventLines({ events }: { events: readonly EventShape[] }): JSX.Element {
  const { t } = useTranslation("ticket");
  const [open, setOpen] = useState(false);
  const folds = events.length > EVENTS_UNFOLDED_MAX;
  const shown = folds && !open ? events.slice(-1) : events;
  return (
    <ul className="event-lines">
      {folds ? (
        <li>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t("event.fold") : t("event.folded", { count: events.length - 1 })}
          </button>
        </li>
      ) : null}
      {shown.map((event) => (
        <EventLine key={event.seq} event={event} />
      ))}
    </ul>
  );
}

function EventLine({ event }: { event: EventShape }): JSX.Element {
  const words = useEventWords();
  return (
    <li>
      <span className="event-words">{words(event)}</span> <RelativeTime at={event.at} />
    </li>
  );
}
