import { useEffect } from "react";
import { useMedia } from "../base/use-media.ts";
import { usePersonSettings } from "../base/person-settings.ts";
import { themeCss } from "./theme-css.ts";
import type { Mode } from "./tokens.ts";

/** The theme in force: the person's choice, else the system's. */
export function useMode(): Mode {
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const { theme } = usePersonSettings();
  if (theme !== "system") return theme;
  return systemDark ? "dark" : "light";
}

/** Puts the mode on the root element, where the CSS variables follow it. */
export function useModeOnRoot(mode: Mode): void {
  useEffect(() => {
    document.documentElement.dataset["theme"] = mode;
  }, [mode]);
}

/** Call once before the first render. */
export function layTokens(): void {
  const style = document.createElement("style");
  style.textContent = themeCss();
  document.head.prepend(style);
}
