import { useTranslation } from "react-i18next";
import { METRIC_RULES } from "../../../../../src/domain/clocks/metrics.ts";
import { useLocalText } from "./use-local-text.ts";

/** The words of the pack format as people say them; what has no word yet is shown as it is written. */
export function useFormatWords() {
  const { t, i18n } = useTranslation("studio");
  const local = useLocalText();
  const known = (key: string) => i18n.exists(key, { ns: "studio" });
  const metric = (id: string) => Object.entries(METRIC_RULES).find(([known]) => known === id)?.[1].title;
  return {
    section: (id: string): string => {
      const key = id.replaceAll(".", "_");
      return known(`section.${key}`) ? t(`section.${key as "promises"}`) : plain(id);
    },
    field: (id: string): string => (known(`field.${id}`) ? t(`field.${id as "id"}`) : plain(id)),
    value: (value: string): string => {
      const title = metric(value);
      if (title) return local(title);
      return known(`value.${value}`) ? t(`value.${value as "owner"}`) : value;
    },
  };
}

const plain = (id: string): string => id.replaceAll(/[_.]/g, " ");
