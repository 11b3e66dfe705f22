import i18next from "i18next";
import { useTranslation } from "react-i18next";

/** What a mailbox's last error means and what to do, by its code. */
export function useMailboxProblem(): (code: string) => { says: string; remedy: string } {
  const { t } = useTranslation("settings");
  return (code) => {
    const known = i18next.exists(`mailboxes.problem.${code}`, { ns: "settings" });
    const word = (known ? code : "unknown") as "unknown";
    return { says: t(`mailboxes.problem.${word}`), remedy: t(`mailboxes.remedy.${word}`) };
  };
}
