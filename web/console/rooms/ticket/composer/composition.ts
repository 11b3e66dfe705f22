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

export const isBlank = ({ html, files }: Composition): boolean => html === "" && files.length === 0;

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
