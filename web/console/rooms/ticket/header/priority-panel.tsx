import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { PRIORITIES, type Priority } from "../../../../../src/domain/ticket/vocabulary.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useUpdateTicket } from "../use-ticket-commands.ts";
import { WordsField } from "../words-field.tsx";

/** Why the ticket has its priority, and another one with a reason. REQ: TR-01 */
export function PriorityPanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, closePanel } = useTicketRoom();
  const update = useUpdateTicket();
  const [chosen, setChosen] = useState<Priority>(page.priority);
  const [reason, setReason] = useState("");
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason.trim() || chosen === page.priority) return;
        update({ priority: chosen, reason: reason.trim() });
        closePanel();
      }}
    >
      {page.priorityReasons.length > 0 ? (
        <div className="panel-why">
          <strong>{t("priority.why", { priority: page.priority })}</strong>
          <ul>
            {page.priorityReasons.map((why) => (
              <li key={why.en}>{local(why)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="panel-choices" role="radiogroup" aria-label={t("property.priority")}>
        {PRIORITIES.map((priority, at) => (
          <button
            key={priority}
            type="button"
            role="radio"
            autoFocus={at === 0}
            aria-checked={chosen === priority}
            className="panel-choice"
            onClick={() => setChosen(priority)}
          >
            <PriorityGlyph priority={priority} words />
          </button>
        ))}
      </div>
      {chosen === page.priority ? null : (
        <>
          <WordsField label={t("priority.reason")} rows={2} words={reason} onWords={setReason} />
          <Button type="primary" htmlType="submit" disabled={!reason.trim()}>
            {t("priority.change")}
          </Button>
        </>
      )}
    </form>
  );
}
