export type Warning =
  | { kind: "vague"; word: string }
  | { kind: "no_file" }
  | { kind: "no_recipient" }
  | { kind: "unfilled"; word: string };

export type Checked = {
  tab: "reply" | "note" | "progress_update";
  text: string;
  recipients: number;
  files: number;
};

const VAGUE =
  /尽快|尽早|马上|稍后|很快|近期|过段时间|过几天|\b(?:asap|as soon as possible|shortly|soon|in due course|at your earliest convenience)\b/i;
const NAMES_A_FILE = /附件|见附|随附|附上|\b(?:attach(?:ed|ment|ments)|enclosed)\b/i;
const UNFILLED = /\{\{\s*[\w.]+\s*\}\}/;

/** What to look at before it goes out: promises without a time, a file that is named and missing, nobody to get it. REQ: HA-06 */
export function findWarnings({ tab, text, recipients, files }: Checked): Warning[] {
  if (tab === "note") return [];
  const vague = VAGUE.exec(text)?.[0];
  const unfilled = UNFILLED.exec(text)?.[0];
  return [
    ...(recipients === 0 ? [{ kind: "no_recipient" as const }] : []),
    ...(vague ? [{ kind: "vague" as const, word: vague }] : []),
    ...(unfilled ? [{ kind: "unfilled" as const, word: unfilled }] : []),
    ...(files === 0 && NAMES_A_FILE.test(text) ? [{ kind: "no_file" as const }] : []),
  ];
}
