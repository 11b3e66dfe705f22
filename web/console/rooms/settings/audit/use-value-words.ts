import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useMay } from "../../../session/me.ts";
import { isAuditField, isRecord } from "./audit-fields.ts";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const FRESH = { freshMs: 60_000 };

/** Where the words for values of some fields stand; a value without a word there is shown as it is. */
const VOCABULARY: Readonly<Record<string, string>> = {
  role: "common:role",
  twoFactorRoles: "common:role",
  availability: "common:availability",
  theme: "settings:audit.theme",
  via: "settings:audit.via",
  language: "ui:language",
  tier: "ui:tier",
  scopes: "settings:ability",
  fields: "settings:audit.word",
};

type ValueWords = { fieldWord: (field: string) => string; valueWord: (field: string, value: unknown) => string };

/** Words for the fields of the trail and for what stood in them: names for ids, yes and no, moments of the person's clock. */
export function useValueWords(): ValueWords {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const names = useNames();
  const fieldWord = (field: string) => (isAuditField(field) ? t(`audit.word.${field}`) : field);
  const text = (field: string, value: string): string => {
    const key = `${VOCABULARY[field]}.${value}`;
    if (VOCABULARY[field] && i18next.exists(key)) return i18next.t(key as "ui:tier.basic");
    if (INSTANT.test(value)) return formats.full(value);
    return names.get(value) ?? value;
  };
  const valueWord = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return "—";
    if (typeof value === "boolean") return t(value ? "audit.yes" : "audit.no");
    if (Array.isArray(value)) return value.map((each) => valueWord(field, each)).join(t("audit.and")) || "—";
    if (isRecord(value))
      return Object.entries(value)
        .map(([part, each]) => `${fieldWord(part)} ${valueWord(part, each)}`)
        .join(t("audit.and"));
    return typeof value === "string" ? text(field, value) : String(value);
  };
  return { fieldWord, valueWord };
}

/** Names of the people and teams of the desk, by id. */
function useNames(): ReadonlyMap<string, string> {
  const may = useMay("people.read");
  const people = useRoute(peopleRoutes.list, may ? {} : null, FRESH);
  const teams = useRoute(teamRoutes.list, may ? { query: { archived: "true" } } : null, FRESH);
  return new Map([...(people.data?.items ?? []), ...(teams.data?.items ?? [])].map(({ id, name }) => [id, name]));
}
