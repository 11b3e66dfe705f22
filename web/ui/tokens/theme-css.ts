import { color, colorNames, FONT_STACK, MONO_STACK, type Mode } from "./tokens.ts";

/** The tokens as CSS variables: `--c-surface`, `--font`, `--mono`; shadows follow the theme. */
export function themeCss(): string {
  return `:root{--font:${FONT_STACK};--mono:${MONO_STACK};--radius:6px;--radius-small:4px;--radius-large:10px}
${ruleFor(":root", "light")}
${ruleFor(':root[data-theme="dark"]', "dark")}`;
}

function ruleFor(selector: string, mode: Mode): string {
  const colors = colorNames.map((name) => `--c-${name}:${color(name, mode)}`).join(";");
  return `${selector}{color-scheme:${mode};${colors};${SHADOWS[mode]}}`;
}

const SHADOWS: Record<Mode, string> = {
  light:
    "--shadow-1:0 1px 2px rgba(20,22,26,.06);--shadow-2:0 6px 24px rgba(20,22,26,.12),0 1px 3px rgba(20,22,26,.08)",
  dark: "--shadow-1:0 1px 2px rgba(0,0,0,.4);--shadow-2:0 8px 28px rgba(0,0,0,.55),0 0 0 1px rgba(255,255,255,.06)",
};
