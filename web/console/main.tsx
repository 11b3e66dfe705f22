import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/base/base.css";
import { tidyDrafts } from "../ui/base/drafts.ts";
import { startI18n } from "../ui/i18n/start-i18n.ts";
import { layTokens } from "../ui/tokens/theme-mode.ts";
import { ConsoleApp } from "./app/console-app.tsx";
import { loadWords } from "./app/load-words.ts";

layTokens();
tidyDrafts(localStorage, Date.now());
await startI18n(loadWords, ["ui", "common", "inbox", "notifications", "search"]);

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <ConsoleApp />
    </StrictMode>,
  );
