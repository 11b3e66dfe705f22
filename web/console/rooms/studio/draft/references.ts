import { useMemo } from "react";
import { listCalendars } from "../../../../../src/contract/procedure-routes.ts";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useMay } from "../../../session/me.ts";
import { nameOf } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { itemsOf } from "../shared/version-detail.ts";

/** Which section a field names an item of. */
const SECTION_OF: Readonly<Record<string, string>> = {
  category: "categories",
  categories: "categories",
  tag: "tags",
  form: "forms",
  required_form: "forms",
  team: "teams",
  step: "steps",
  approval: "authorities",
  watch: "promises",
  next: "escalation_contacts",
  notice: "notices",
  survey: "surveys",
  send_survey: "surveys",
  or_line: "promises",
  line: "promises",
  script: "scripts",
  roster: "on_call",
  on_call: "on_call",
};

export type Choice = { value: string; label: string };
/** What a field may name, by the field's key; null when it names nothing of the procedure. */
export type References = (key: string) => Choice[] | null;

/** The items of the procedure that a field can name, so that nobody has to remember ids. */
export function useReferences(detail: VersionDetail): References {
  const local = useLocalText();
  const mayRead = useMay("settings.read");
  const calendars = useRoute(listCalendars, mayRead ? {} : null);
  const known = calendars.data?.items;
  return useMemo(() => {
    const sections = new Set(Object.values(SECTION_OF));
    const choices = new Map([...sections].map((section) => [section, itemChoices(detail, section, local)]));
    return (key) => {
      if (key === "calendar")
        return known?.map(({ id, name }) => ({ value: id, label: `${local(name)} · ${id}` })) ?? null;
      const found = choices.get(SECTION_OF[key] ?? "") ?? [];
      return found.length > 0 ? found : null;
    };
  }, [detail, known, local]);
}

function itemChoices(detail: VersionDetail, section: string, local: ReturnType<typeof useLocalText>): Choice[] {
  return itemsOf(detail.document, section).map((item) => {
    const name = nameOf(item);
    return { value: item.id, label: name ? `${local(name)} · ${item.id}` : item.id };
  });
}
