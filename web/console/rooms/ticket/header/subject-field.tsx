import { useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { SUBJECT_CHARS_MAX } from "../../../../../src/contract/common.ts";
import { useTicketPage } from "../ticket-context.ts";
import { useUpdateTicket } from "../use-ticket-commands.ts";

/** The subject; a click makes it a field. */
export function SubjectField(): JSX.Element {
  const { t } = useTranslation("ticket");
  const page = useTicketPage();
  const update = useUpdateTicket();
  const [writing, setWriting] = useState(false);
  const given = useRef(false);
  const keep = (typed: string) => {
    setWriting(false);
    const subject = typed.trim();
    if (!given.current && subject && subject !== page.subject) update({ subject });
  };
  if (!writing)
    return (
      <h1 className="ticket-subject">
        {page.may.work ? (
          <button
            type="button"
            title={t("header.edit_subject")}
            onClick={() => {
              given.current = false;
              setWriting(true);
            }}
          >
            {page.subject}
          </button>
        ) : (
          page.subject
        )}
      </h1>
    );
  return (
    <input
      autoFocus
      className="ticket-subject-field"
      defaultValue={page.subject}
      maxLength={SUBJECT_CHARS_MAX}
      aria-label={t("header.subject")}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") {
          event.stopPropagation();
          given.current = true;
        }
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}
