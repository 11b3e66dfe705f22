import type { LoadWords } from "../../ui/i18n/start-i18n.ts";

type Words = { default: object };

const ours = import.meta.glob<Words>(["../locales/*/*.json", "!../locales/*/{common,inbox,notifications,search}.json"]);
const first: Record<string, () => Promise<{ firstWords: Record<string, object> }>> = {
  zh: () => import("./first-words-zh.ts"),
  en: () => import("./first-words-en.ts"),
};

/** Words of a room, fetched when the room is entered; those of the first page come together. */
export const loadWords: LoadWords = async (language, namespace) => {
  const together = (await first[language]?.())?.firstWords[namespace];
  if (together) return together;
  const load = ours[`../locales/${language}/${namespace}.json`];
  if (!load) throw new Error(`no words for ${language}/${namespace}`);
  return (await load()).default;
};
