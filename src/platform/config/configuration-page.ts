import { SETTING_ROWS, type SettingRow } from "./setting-list.ts";

const START = "<!-- settings: written from src/platform/config/setting-list.ts -->";
const END = "<!-- /settings -->";

/** The table of docs/configuration.md, one line per setting. */
export function settingTable(): string {
  const head = "| 设置 Setting | 默认 Default | 例 Example | 说明 What it does |\n|---|---|---|---|";
  return [START, head, ...SETTING_ROWS.map(line), END].join("\n");
}

/** The part of the page between its two marks, or null where they are missing. */
export function tableOfPage(page: string): string | null {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  return start < 0 || end < start ? null : page.slice(start, end + END.length);
}

function line(row: SettingRow): string {
  const name = row.secret ? `\`${row.name}\` 🔒` : `\`${row.name}\``;
  return `| ${name} | ${row.fallback} | \`${row.example}\` | ${row.zh}<br>${row.en} |`;
}
