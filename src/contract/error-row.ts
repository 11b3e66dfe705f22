export type ErrorRow = { status: number; zh: string; en: string; remedy: { zh: string; en: string } };

/** One expected failure: its status, what happened, and what to do about it. */
export function row(...[status, zh, en, remedyZh, remedyEn]: [number, string, string, string, string]): ErrorRow {
  return { status, zh, en, remedy: { zh: remedyZh, en: remedyEn } };
}
