import i18next from "i18next";
import { useTranslation } from "react-i18next";

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
