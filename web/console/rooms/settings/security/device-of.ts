const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/i, "WeChat"],
  [/DingTalk/i, "DingTalk"],
  [/Lark|Feishu/i, "Feishu"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const firstOf = (table: readonly [RegExp, string][], text: string) => table.find(([known]) => known.test(text))?.[1];

/** `Chrome · Windows` from a browser's own words about itself; null when nothing in it is known. */
export function deviceOf(userAgent: string | null): string | null {
  const known = [firstOf(BROWSERS, userAgent ?? ""), firstOf(SYSTEMS, userAgent ?? "")].filter(Boolean);
  return known.length > 0 ? known.join(" · ") : null;
}
