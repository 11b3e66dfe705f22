import { useState, type JSX } from "react";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { setTicketState } from "../../../../../src/contract/ticket-routes.ts";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { usePatchPage, useTicketCommand } from "../use-ticket-commands.ts";
import { WordsField } from "../words-field.tsx";
import { WORKING_STATES, type WorkingState } from "../../../../../src/domain/ticket/vocabulary.ts";

/** Takes the ticket up, or says whom it waits for; a wait outside the house says why. */
export function StatePanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel, openPanel } = useTicketRoom();
  const patch = usePatchPage();
  const command = useTicketCommand(setTicketState, { optimistic: ({ body }) => patch({ state: body.state }) });
  const [chosen, setChosen] = useState<WorkingState | null>(null);
  const [reason, setReason] = useState("");
  const settle = (state: WorkingState, why: string) => {
    closePanel();
    command.fire({ params: { ticketId: page.id }, body: { state, ...(why ? { reason: why } : {}) } });
  };
  if (page.state === "solved" || page.state === "closed")
    return (
      <div className="panel-form">
        <Button onClick={() => openPanel({ kind: "reopen" })}>{t("closing.reopen")}</Button>
        {page.state === "solved" ? (
          <Button onClick={() => openPanel({ kind: "close" })}>{t("closing.close")}</Button>
        ) : null}
      </div>
    );
  if (chosen)
    return (
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          settle(chosen, reason.trim());
        }}
      >
        <WordsField label={t("state.reason")} rows={2} words={reason} onWords={setReason} />
        <Button type="primary" htmlType="submit">
          {t("state.set")}
        </Button>
      </form>
    );
  return (
    <div className="panel-choices" role="radiogroup" aria-label={t("property.state")}>
      {WORKING_STATES.map((state, at) => (
        <button
          key={state}
          type="button"
          role="radio"
          autoFocus={at === 0}
          aria-checked={page.state === state}
          className="panel-choice"
          onClick={() =>
            state === "waiting_department" || state === "waiting_third_party" ? setChosen(state) : settle(state, "")
          }
        >
          <StateTag state={state} />
          <span className="quiet">{t(`state.means.${state}`)}</span>
        </button>
      ))}
      <button type="button" className="panel-choice" onClick={() => openPanel({ kind: "solve" })}>
        <StateTag state="solved" />
        <span className="quiet">{t("state.means.solved")}</span>
      </button>
    </div>
  );
}
