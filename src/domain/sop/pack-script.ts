import type { LocalText } from "../local-text.ts";

export const SCRIPT_SCENES = [
  "greeting",
  "more_information",
  "progress_update",
  "empathy",
  "probing",
  "older_customers",
  "closing",
  "other",
] as const;
export type ScriptScene = (typeof SCRIPT_SCENES)[number];

/** A text ready to be said, with variables in double braces (REQ: IN-06, KN-04). */
export type PackScript = {
  id: string;
  scene: ScriptScene;
  /** Id of a channel of the pack; null for all. */
  channel: string | null;
  title: LocalText;
  text: LocalText;
  source: string;
};
