import { theme, type ThemeConfig } from "antd";
import {
  color,
  CONTROL_HEIGHT_PX,
  FONT_SIZE_PX,
  FONT_STACK,
  MONO_STACK,
  RADIUS_LARGE_PX,
  RADIUS_PX,
  RADIUS_SMALL_PX,
  type Mode,
} from "./tokens.ts";

/** Ant Design's theme from our tokens. `still`: nothing moves, so that nothing waits for an end of moving. */
export function antdTheme(mode: Mode, still = false): ThemeConfig {
  const c = (name: Parameters<typeof color>[0]) => color(name, mode);
  return {
    algorithm: [mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm, exactly(c)],
    cssVar: { key: `bh-${mode}` },
    hashed: false,
    token: {
      colorPrimary: c("accent"),
      colorInfo: c("accent"),
      colorLink: c("accent"),
      colorSuccess: c("green"),
      colorWarning: c("amber"),
      colorError: c("red"),
      colorBgBase: c("surface"),
      colorBgContainer: c("surface"),
      colorBgElevated: c("raised"),
      colorBgLayout: c("ground"),
      colorText: c("text"),
      colorTextSecondary: c("text-2"),
      colorTextTertiary: c("text-3"),
      colorTextPlaceholder: c("text-3"),
      colorTextDescription: c("text-3"),
      colorBorder: c("line-strong"),
      colorBorderSecondary: c("line"),
      colorSplit: c("line"),
      colorTextLightSolid: c("on-accent"),
      colorBgMask: c("shade"),
      fontFamily: FONT_STACK,
      fontFamilyCode: MONO_STACK,
      fontSize: FONT_SIZE_PX,
      borderRadius: RADIUS_PX,
      borderRadiusSM: RADIUS_SMALL_PX,
      borderRadiusLG: RADIUS_LARGE_PX,
      controlHeight: CONTROL_HEIGHT_PX,
      controlHeightSM: 28,
      controlItemBgHover: c("hover"),
      controlItemBgActive: c("selected"),
      boxShadow: "var(--shadow-2)",
      boxShadowSecondary: "var(--shadow-2)",
      motion: !still,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
      wireframe: false,
    },
    components: componentTokens(c),
  };
}

/** The algorithm shifts seeds, in the dark above all; ours are chosen for contrast and stay as they are. */
const exactly =
  (c: (name: Parameters<typeof color>[0]) => string): typeof theme.defaultAlgorithm =>
  (seed, map = theme.defaultAlgorithm(seed)) => ({
    ...map,
    colorPrimary: c("accent"),
    colorPrimaryHover: c("accent-strong"),
    colorPrimaryActive: c("accent-strong"),
    colorPrimaryBg: c("accent-soft"),
    colorError: c("red"),
    colorWarning: c("amber"),
    colorSuccess: c("green"),
    colorInfo: c("accent"),
    colorLink: c("accent"),
    colorLinkHover: c("accent-strong"),
  });

function componentTokens(c: (name: Parameters<typeof color>[0]) => string): NonNullable<ThemeConfig["components"]> {
  return {
    Button: { fontWeight: 500, primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    Input: { activeShadow: `0 0 0 2px ${c("accent-soft")}` },
    Select: { optionSelectedBg: c("selected"), optionActiveBg: c("hover") },
    Table: {
      headerBg: c("surface"),
      headerColor: c("text-3"),
      rowHoverBg: c("hover"),
      headerSplitColor: "transparent",
      cellPaddingBlock: 8,
    },
    Tabs: { horizontalItemPadding: "8px 0", horizontalMargin: "0" },
    Modal: { titleFontSize: 15 },
    Tooltip: { colorBgSpotlight: "#2a2c30", colorTextLightSolid: "#f4f4f5" },
    Segmented: { trackBg: c("sunken"), itemSelectedBg: c("raised") },
    Tag: { defaultBg: c("calm-soft"), defaultColor: c("text-2") },
  };
}
