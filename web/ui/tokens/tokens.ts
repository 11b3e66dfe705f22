import { DESK_COLOUR } from "../../../src/domain/brand/desk-colour.ts";

export type Mode = "light" | "dark";

/** Every colour has a light and a dark value here and nowhere else. Text on its ground keeps 4.5 : 1. */
const COLORS = {
  ground: ["#f6f6f5", "#131416"],
  surface: ["#ffffff", "#1a1b1e"],
  raised: ["#ffffff", "#232529"],
  sunken: ["#efefed", "#0f1011"],
  hover: ["#f0f0ee", "#24262a"],
  selected: ["#e4f0f0", "#16302f"],
  line: ["#e5e5e2", "#2b2d31"],
  "line-strong": ["#d0d0cc", "#3d4046"],
  text: ["#1b1c1e", "#ececed"],
  "text-2": ["#54575c", "#b0b3b9"],
  "text-3": ["#64676d", "#9498a0"],
  accent: [DESK_COLOUR, "#45b3af"],
  "accent-strong": ["#08565a", "#62c6c1"],
  "accent-soft": ["#e0f0ef", "#143230"],
  "on-accent": ["#ffffff", "#0b1717"],
  calm: ["#5d6066", "#a3a7ae"],
  "calm-soft": ["#efefed", "#26282c"],
  amber: ["#8a5300", "#e6b04e"],
  "amber-soft": ["#fdf0d5", "#382a10"],
  "amber-line": ["#ecc77e", "#5c4517"],
  red: ["#b3261e", "#ff8d84"],
  "red-soft": ["#fce9e7", "#3d1a18"],
  "red-line": ["#efb3ae", "#692c28"],
  green: ["#1c6e43", "#6cc695"],
  "green-soft": ["#e2f2e9", "#14301f"],
  blue: ["#24599e", "#86b4ee"],
  "blue-soft": ["#e6eef9", "#172a43"],
  note: ["#fff7e0", "#2c2515"],
  "note-line": ["#ecd9a2", "#4d4022"],
  shade: ["rgba(20, 22, 26, 0.38)", "rgba(0, 0, 0, 0.6)"],
} as const satisfies Record<string, readonly [string, string]>;

export type ColorName = keyof typeof COLORS;

export const colorNames = Object.keys(COLORS) as ColorName[];
export const color = (name: ColorName, mode: Mode): string => COLORS[name][mode === "light" ? 0 : 1];

export const FONT_STACK =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "Helvetica Neue", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
export const MONO_STACK =
  'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", monospace';

export const RADIUS_PX = 6;
export const RADIUS_SMALL_PX = 4;
export const RADIUS_LARGE_PX = 10;
export const CONTROL_HEIGHT_PX = 32;
export const FONT_SIZE_PX = 14;
