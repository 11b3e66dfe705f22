import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/base/base.css";
import { layTokens } from "../ui/tokens/theme-mode.ts";
import { PortalApp } from "./app/portal-app.tsx";

layTokens();

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <PortalApp />
    </StrictMode>,
  );
