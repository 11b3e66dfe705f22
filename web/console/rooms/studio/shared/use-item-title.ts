import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { conditionWords } from "../../../../../src/domain/sop/words.ts";
import { useFormatWords } from "./format-words.ts";
import { nameOf } from "./item-text.ts";
import { useLocalText } from "./use-local-text.ts";
import { packOf, type Item } from "./version-detail.ts";

/** What an item is called: by its name; one without is called by what it is for, and where nothing says that by its id. */
export function useItemTitle(detail: VersionDetail): (section: string, item: Item) => string {
  const local = useLocalText();
  const words = useFormatWords();
  const pack = packOf(detail);
  const value = (given: unknown) => (typeof given === "string" ? words.value(given) : null);
  const said: Record<string, (item: Item) => string | null> = {
    tiers: ({ tier }) => value(tier),
    follow_ups: ({ on }) => value(on),
    call_backs: ({ id }) => {
      const rule = pack?.callBacks.find((one) => one.id === id);
      return pack && rule ? local(conditionWords(pack, rule.when)) : null;
    },
    routes: ({ id }) => {
      const rule = pack?.routes.find((one) => one.id === id);
      if (!pack || !rule) return null;
      const to = value(rule.to.team) ?? value(rule.to.level);
      return [local(conditionWords(pack, rule.when)), to].filter(Boolean).join(" → ");
    },
    transfers: ({ teams, form }) =>
      [...(Array.isArray(teams) ? teams : []), form].map(value).filter(Boolean).join(" · ") || null,
  };
  return (section, item) => {
    const name = nameOf(item);
    return name ? local(name) : (said[section]?.(item) ?? words.value(item.id));
  };
}
