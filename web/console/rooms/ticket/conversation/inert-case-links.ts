const CASE_LINK = /https?:\/\/[^\s"'<>]*\/c\/[^\s"'<>]+/g;
const CASE_HREF = /\shref="https?:\/\/[^"]*\/c\/[^"]+"/g;
const SHOWN_INSTEAD = "…/c/…";

/** The customer's own links to confirm and rate say nothing and lead nowhere here: nobody answers for the customer. */
export const inertCaseLinks = (html: string): string => html.replace(CASE_HREF, "").replace(CASE_LINK, SHOWN_INSTEAD);

/** Messages that carry such links. */
export const carriesCaseLinks = (kind: string): boolean =>
  kind === "result_notice" || kind === "reminder" || kind === "survey";
