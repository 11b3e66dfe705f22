export type RequestHeaders = Record<string, string | string[] | undefined>;

export const oneHeader = (headers: RequestHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/**
 * Whether a request comes from the desk's own pages: its Origin is that of the desk's address, or of the host that it
 * was sent to. A browser sets both headers itself and keeps cookies apart by host. Without an Origin the answer is no.
 */
export function fromOwnPages(headers: RequestHeaders, publicUrl: string): boolean {
  const origin = oneHeader(headers, "origin");
  if (!origin || !URL.canParse(origin)) return false;
  const given = new URL(origin);
  return given.origin === new URL(publicUrl).origin || given.host === oneHeader(headers, "host");
}
