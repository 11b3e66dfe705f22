import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "../api/query-client.ts";
import { setPersonSettings } from "../base/person-settings.ts";
import "../base/base.css";
import { startI18n } from "../i18n/start-i18n.ts";
import { Notices } from "../notice/notices.tsx";
import { layTokens } from "../tokens/theme-mode.ts";
import { UiProvider } from "./ui-provider.tsx";
import { Sheet } from "./sheet.tsx";

const words = import.meta.glob<{ default: object }>("../locales/*/*.json");
const asked = new URLSearchParams(location.search);
setPersonSettings({
  language: asked.get("language") === "en" ? "en" : "zh",
  theme: asked.get("theme") === "dark" ? "dark" : "light",
  timeZone: "Asia/Shanghai",
});
layTokens();
await startI18n(
  async (language, namespace) => {
    const load = words[`../locales/${language}/${namespace}.json`];
    return load ? (await load()).default : {};
  },
  ["ui"],
);

const client = makeQueryClient(() => undefined);
createRoot(document.getElementById("root") as HTMLElement).render(
  <QueryClientProvider client={client}>
    <UiProvider>
      <Suspense>
        <Sheet />
      </Suspense>
      <Notices />
    </UiProvider>
  </QueryClientProvider>,
);
