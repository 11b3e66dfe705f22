import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { ticketLabel } from "../../../src/domain/channel/ticket-label.ts";
import { onPersonSettings, personSettings } from "../base/person-settings.ts";

/** Finds the words of a namespace in a language; rejects when there are none. */
export type LoadWords = (language: string, namespace: string) => Promise<object>;

/** Starts translations in the person's language and follows it. `first`: namespaces needed by the first screen. */
export async function startI18n(load: LoadWords, first: string[]): Promise<void> {
  i18next.use(initReactI18next).use({
    type: "backend",
    init: () => undefined,
    read: (language: string, namespace: string) => load(language, namespace),
  });
  await i18next.init({
    lng: personSettings().language,
    fallbackLng: false,
    supportedLngs: ["zh", "en"],
    ns: first,
    defaultNS: "common",
    keySeparator: ".",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.services.formatter?.add("ticket", (number) => ticketLabel(Number(number)));
  showLanguage();
  onPersonSettings(() => {
    if (personSettings().language === i18next.language) return;
    void i18next.changeLanguage(personSettings().language).then(showLanguage);
  });
}

function showLanguage(): void {
  document.documentElement.lang = i18next.language === "en" ? "en" : "zh-CN";
}
