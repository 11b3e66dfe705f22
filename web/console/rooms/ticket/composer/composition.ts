export type ComposedFile = { id: string; name: string; sizeBytes: number; url: string };

/** What stands in one tab of the composer. */
export type Composition = {
  html: string;
  text: string;
  /** Null: whom the desk would write to by itself. */
  to: string[] | null;
  cc: string[];
  files: ComposedFile[];
};

export const EMPTY_COMPOSITION: Composition = { html: "", text: "", to: null, cc: [], files: [] };

/** A message of files alone still says something. */
export const EMPTY_MESSAGE = "<p></p>";

export const isBlank = ({ html, files }: Composition): boolean => html === "" && files.length === 0;

export const saysTheSame = (one: Composition, other: Composition): boolean =>
  one.html === other.html && idsOf(one.files) === idsOf(other.files);
const idsOf = (files: readonly ComposedFile[]): string => files.map(({ id }) => id).join();

/** What was written after `sent` had been handed over: what follows it, or all where it was changed; "" for nothing. */
export function writtenSince(sent: string, now: string): string {
  if (now === sent) return "";
  return now.startsWith(sent) ? now.slice(sent.length) : now;
}

/** People whom a note names, by the editor's own markup. */
export function mentionedIn(html: string): string[] {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const ids = [...parsed.querySelectorAll<HTMLElement>('[data-type="mention"]')].map(
    ({ dataset }) => dataset["id"] ?? "",
  );
  return [...new Set(ids.filter(Boolean))];
}

const PICTURE = /<img\b/i;
/** Files and pictures together: what counts as "something is attached". */
export const attachedCount = ({ html, files }: Composition): number => files.length + (PICTURE.test(html) ? 1 : 0);
