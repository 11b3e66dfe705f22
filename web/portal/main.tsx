import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "../ui/api/query-client.ts";
import "../ui/base/base.css";
import { startI18n } from "../ui/i18n/start-i18n.ts";
import { layTokens } from "../ui/tokens/theme-mode.ts";
import { loadWords } from "./app/load-words.ts";
import { PortalApp } from "./app/portal-app.tsx";

layTokens();
await startI18n(loadWords, ["ui", "portal"]);
const client = makeQueryClient(() => undefined);

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <PortalApp />
      </QueryClientProvider>
    </StrictMode>,
  );
