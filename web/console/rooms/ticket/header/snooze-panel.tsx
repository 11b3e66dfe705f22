import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { snoozeTicket } from "../../../../../src/contract/ticket-routes.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { MomentField } from "../../../../ui/time/moment-field.tsx";
import { serverNow } from "../../../../ui/time/now.ts";
import { laterPresets } from "../later-presets.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** Out of sight until a moment; promises keep running. */
export function SnoozePanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { timeZone } = usePersonSettings();
  const { page, closePanel } = useTicketRoom();
  const command = useTicketCommand(snoozeTicket);
  const until = (at: Date | null) => {
    closePanel();
    command.fire({ params: { ticketId: page.id }, body: { until: at?.toISOString() ?? null } });
  };
  return (
    <div className="panel-choices">
      {page.snoozedUntil ? (
        <button type="button" className="panel-choice" autoFocus onClick={() => until(null)}>
          {t("snooze.wake")}
        </button>
      ) : null}
      {laterPresets(serverNow(), timeZone).map(({ name, at }, place) => (
        <button
          key={name}
          type="button"
          className="panel-choice"
          autoFocus={place === 0 && !page.snoozedUntil}
          onClick={() => until(at)}
        >
          <span>{t(`later.${name}`)}</span>
          <span className="quiet tabular">{formats.dateTime(at)}</span>
        </button>
      ))}
      <MomentField ahead placeholder={t("later.own")} onOk={(at) => at > serverNow() && until(new Date(at))} />
      <p className="quiet">{t("snooze.note")}</p>
    </div>
  );
}
