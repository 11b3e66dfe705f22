import { useTranslation } from "react-i18next";
import { METRIC_RULES } from "../../../../../src/domain/clocks/metrics.ts";
import { durationWords } from "../../../../../src/domain/sop/words.ts";
import { parseDuration } from "../../../../../src/domain/time/duration.ts";
import { useItemNames } from "./item-names.ts";
import { useLocalText } from "./use-local-text.ts";

/** Fields that name an on-call list. */
const LIST_FIELDS = new Set(["on_call", "roster", "backup"]);

/** The words of the pack format as people say them; what has no word yet is shown as it is written. */
export function useFormatWords() {
  const { t, i18n } = useTranslation("studio");
  const local = useLocalText();
  const names = useItemNames();
  const known = (key: string) => i18n.exists(key, { ns: "studio" });
  const metric = (id: string) => Object.entries(METRIC_RULES).find(([known]) => known === id)?.[1].title;
  return {
    section: (id: string): string => {
      const key = id.replaceAll(".", "_");
      return known(`section.${key}`) ? t(`section.${key as "promises"}`) : plain(id);
    },
    field: (id: string): string => {
      if (known(`field.${id}`)) return t(`field.${id as "id"}`);
      return known(`section.${id}`) ? t(`section.${id as "promises"}`) : plain(id);
    },
    /** `field`: where it stands, which says what an id means. */
    value: (value: string, field?: string): string => {
      const title = metric(value);
      if (title) return local(title);
      if (known(`value.${value}`)) return t(`value.${value as "owner"}`);
      const name = (field && LIST_FIELDS.has(field) ? names.get(`on_call:${value}`) : null) ?? names.get(value);
      if (name) return local(name);
      const ms = /^(\d+[smhd])+$/.test(value) ? parseDuration(value) : null;
      return ms === null ? value : local(durationWords(ms));
    },
  };
}

const plain = (id: string): string => id.replaceAll(/[_.]/g, " ");
