// Runs before the first paint and shares nothing with the other scripts but what it leaves behind: the theme, so that a
// dark room stays dark; a word where the other scripts do not come; the words on their way; and what the first page will ask, asked already.
import { askEarly } from "../../ui/api/asked-early.ts";
import { keptLooks } from "../../ui/base/kept-person.ts";
import { keptForTab } from "../rooms/inbox/kept-for-tab.ts";
import { firstAddresses } from "./first-addresses.ts";
import { neverBlank } from "./never-blank.ts";

const { theme, language } = keptLooks();
neverBlank(language);
const tag = language === "zh" ? "zh-CN" : "en";
const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset["theme"] = dark ? "dark" : "light";

const words = document.currentScript?.dataset[language];
if (words) {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = words;
  document.head.append(link);
}

for (const address of firstAddresses(location))
  askEarly(address, { accept: "application/json", "accept-language": tag });

// The browser reads its tables of dates, and what it keeps for the tab, at the first question, which takes long: now, while
// the scripts are on their way.
setTimeout(() => {
  new Intl.DateTimeFormat(tag, { hour: "2-digit", timeZoneName: "short" }).format();
  keptForTab("", null);
}, 0);
