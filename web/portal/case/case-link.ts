export type CaseLink = {
  token: string;
  /** What the customer chose by the link in the mail: preselected, never sent without a tap. */
  answer: "solved" | "not-solved" | null;
  rating: number | null;
};

const RATING_MAX = 5;

/** `/c/case/<token>?answer=solved|not-solved` or `?rating=1..5`; null when the address is none of a case. */
export function readCaseLink(address: URL): CaseLink | null {
  const token = /^\/c\/case\/([^/]+)\/?$/.exec(address.pathname)?.[1];
  if (!token) return null;
  const answer = address.searchParams.get("answer");
  const rating = Number(address.searchParams.get("rating"));
  return {
    token,
    answer: answer === "solved" || answer === "not-solved" ? answer : null,
    rating: Number.isInteger(rating) && rating >= 1 && rating <= RATING_MAX ? rating : null,
  };
}
