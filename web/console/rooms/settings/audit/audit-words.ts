import i18next from "i18next";
import { useTranslation } from "react-i18next";

/** What the trail records, in the order the filter shows it. */
export const AUDIT_ACTIONS = [
  "sign_in.done",
  "sign_in.done_with_backup_code",
  "sign_in.refused",
  "password.changed",
  "password.reset",
  "two_factor.set_up",
  "two_factor.removed",
  "two_factor.backup_codes_made",
  "person.changed",
  "person.changed_own_profile",
  "person.role_changed",
  "person.deactivated",
  "person.reactivated",
  "person.sessions_ended",
  "invitation.sent",
  "invitation.sent_again",
  "invitation.revoked",
  "invitation.accepted",
  "team.made",
  "team.changed",
  "team.archived",
  "duty.made",
  "duty.changed",
  "duty.removed",
  "token.made",
  "token.revoked",
  "settings.sign_in_changed",
  "settings.desk_changed",
  "mailbox.made",
  "mailbox.changed",
  "script.added",
  "script.changed",
  "script.approved",
  "script.archived",
  "calendar.changed",
  "contact.created",
  "contact.changed",
  "contact.revealed",
  "contact.merged",
  "contact.unmerged",
  "contact.erased",
  "contacts.exported",
  "organisation.created",
  "organisation.changed",
  "organisation.merged",
  "organisation.unmerged",
  "customers.imported",
  "tickets.exported",
] as const;

/** Words of the trail; what has none yet is shown as it is kept. */
export function useAuditWords(): { actionWord: (action: string) => string; targetWord: (kind: string) => string } {
  const { t } = useTranslation("settings");
  const known = (key: string) => i18next.exists(key, { ns: "settings" });
  return {
    actionWord: (action) => {
      const word = action.replace(".", "_") as "sign_in_done";
      return known(`audit.action.${word}`) ? t(`audit.action.${word}`) : action;
    },
    targetWord: (kind) => {
      const word = kind as "person";
      return known(`audit.kind.${word}`) ? t(`audit.kind.${word}`) : kind;
    },
  };
}
