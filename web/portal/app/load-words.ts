import type { LoadWords } from "../../ui/i18n/start-i18n.ts";

type Words = { default: object };

const ours = import.meta.glob<Words>("../locales/*/*.json");
const shared = import.meta.glob<Words>("../../ui/locales/*/*.json");

/** Words of the customer pages. */
export const loadWords: LoadWords = async (language, namespace) => {
  const load =
    ours[`../locales/${language}/${namespace}.json`] ?? shared[`../../ui/locales/${language}/${namespace}.json`];
  if (!load) throw new Error(`no words for ${language}/${namespace}`);
  return (await load()).default;
};
