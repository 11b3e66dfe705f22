import i18next from "i18next";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "./audit-entry.ts";

type AuditWords = {
  actionWord: (action: string) => string;
  targetWord: (kind: string) => string;
  /** A person's name; whoever sat at the machine has none. */
  actorWord: (entry: Pick<AuditEntry, "actorId" | "actorName">) => string;
};

/** Words of the trail; what has none yet is shown as it is kept. */
export function useAuditWords(): AuditWords {
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
    actorWord: ({ actorId, actorName }) =>
      actorId === null && actorName === "console" ? t("audit.command_line") : actorName || "—",
  };
}
