import { Button, Input } from "antd";
import { useDeferredValue, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { getPromiseChanges, updateTicket } from "../../../../../src/contract/ticket-routes.ts";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { COMPLAINT_URGENCIES, SUPPORT_LEVELS } from "../../../../../src/domain/ticket/vocabulary.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

type Service = Pick<TicketPage, "level" | "agreement" | "complaintUrgency">;

const differing = (before: Service, after: Service): Partial<Service> => ({
  ...(before.level === after.level ? {} : { level: after.level }),
  ...(before.agreement === after.agreement ? {} : { agreement: after.agreement }),
  ...(before.complaintUrgency === after.complaintUrgency ? {} : { complaintUrgency: after.complaintUrgency }),
});

/** Support level, agreement and urgency of a complaint, with what becomes of the promises, before it is done. REQ: HA-01, TR-02 */
export function ServicePanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const { level, agreement, complaintUrgency } = page;
  const [service, setService] = useState<Service>({ level, agreement, complaintUrgency });
  const [reason, setReason] = useState("");
  const update = useTicketCommand(updateTicket, { onDone: closePanel, onRefused: () => undefined });
  const changes = differing(page, service);
  const isChanged = Object.keys(changes).length > 0;
  const isReady = isChanged && (changes.level === undefined || reason.trim() !== "");
  const change = (next: Partial<Service>) => setService({ ...service, ...next });
  const submit = () => {
    const body = { ...changes, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
    if (isReady && !update.running) update.fire({ params: { ticketId: page.id }, body });
  };
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Choices
        begins
        label={t("service.level")}
        choices={SUPPORT_LEVELS.map((one) => ({ id: one, name: t(`service.level_name.${one}`) }))}
        chosen={service.level}
        onPick={(next) => change({ level: next })}
      />
      {page.kind === "complaint" ? (
        <Choices
          label={t("service.complaint_urgency")}
          choices={COMPLAINT_URGENCIES.map((one) => ({ id: one, name: t(`urgency.${one}`) }))}
          chosen={service.complaintUrgency}
          onPick={(next) => change({ complaintUrgency: next })}
        />
      ) : null}
      <label>
        {t("service.agreement")}
        <Input
          allowClear
          maxLength={100}
          value={service.agreement ?? ""}
          placeholder={t("service.no_agreement")}
          onChange={({ target }) => change({ agreement: target.value.trim() === "" ? null : target.value.trim() })}
        />
      </label>
      {isChanged ? (
        <>
          <ChangedPromises changes={changes} />
          <label>
            {t(changes.level === undefined ? "service.reason_optional" : "service.reason")}
            <Input.TextArea
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
          <FormProblem error={update.error} />
          <Button type="primary" htmlType="submit" loading={update.running} disabled={!isReady}>
            {t("service.change")}
          </Button>
        </>
      ) : null}
    </form>
  );
}

type ChoicesProps<Id extends string> = {
  label: string;
  choices: readonly { id: Id; name: string }[];
  chosen: Id | null;
  onPick: (id: Id) => void;
  /** The panel begins here: it has the focus. */
  begins?: boolean;
};

function Choices<Id extends string>({ label, choices, chosen, onPick, begins = false }: ChoicesProps<Id>): JSX.Element {
  return (
    <div className="panel-group">
      <span aria-hidden="true">{label}</span>
      <div className="panel-choices is-row" role="radiogroup" aria-label={label}>
        {choices.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="radio"
            aria-checked={chosen === id}
            autoFocus={begins && chosen === id}
            className="panel-choice"
            onClick={() => onPick(id)}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What would be due at another moment; asked of the server, which holds the procedure and the calendars. */
function ChangedPromises({ changes }: { changes: Partial<Service> }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const local = useLocalText();
  const formats = useFormats();
  const { level, agreement, complaintUrgency } = useDeferredValue(changes);
  const query = {
    ...(level === undefined ? {} : { level }),
    ...(agreement === undefined ? {} : { agreement: agreement ?? "" }),
    ...(complaintUrgency === undefined ? {} : { complaintUrgency: complaintUrgency ?? ("none" as const) }),
  };
  const preview = useRoute(
    getPromiseChanges,
    { params: { ticketId: page.id }, query },
    { keepPrevious: true, freshMs: 0 },
  );
  const moment = (at: string | null) => (at === null ? t("service.none") : formats.dateTime(at));
  return (
    <div className="panel-why" aria-live="polite" aria-busy={preview.isPending}>
      <strong>{t("service.changes")}</strong>
      {preview.error ? <FormProblem error={preview.error} /> : null}
      {preview.data?.items.length === 0 ? <p>{t("service.same")}</p> : null}
      <ul>
        {preview.data?.items.map(({ metric, title, before, after }) => (
          <li key={metric}>
            {local(title)}
            <br />
            <span className="tabular">
              {moment(before)} → {moment(after)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
