import type { SenderVerification } from "../../domain/channel/inbound-message.ts";

type Result = { method: string; result: string; properties: ReadonlyMap<string, string> };

/**
 * Whether the From domain is proven (RFC 8601): only the top-most header counts, and only when the server that wrote
 * it is trusted. dmarc decides; without it an aligned dkim or spf pass does.
 * @param headers values of Authentication-Results, top-most first
 */
export function readAuthenticationResults(
  headers: readonly string[],
  trustedServers: readonly string[],
  fromDomain: string,
): SenderVerification {
  const top = headers[0];
  if (top === undefined) return "none";
  const [server, ...rest] = withoutStrangersWords(top).split(";");
  const serverId = server!.trim().split(/\s+/)[0]!.toLowerCase();
  if (!trustedServers.some((trusted) => trusted.toLowerCase() === serverId)) return "none";
  return verdictOf(rest.map(readResult), fromDomain.toLowerCase());
}

function verdictOf(results: readonly Result[], fromDomain: string): SenderVerification {
  const dmarc = results.filter(({ method }) => method === "dmarc");
  if (dmarc.some(({ result }) => result === "fail")) return "fail";
  if (dmarc.some(({ result }) => result === "pass"))
    return dmarc.every(({ result, properties }) => result === "pass" && namesDomain(properties, fromDomain))
      ? "pass"
      : "none";
  const aligned = results.some(({ method, result, properties }) => {
    if (result !== "pass") return false;
    if (method === "dkim") return isAligned(properties.get("header.d") ?? properties.get("header.i"), fromDomain);
    return method === "spf" && isAligned(properties.get("smtp.mailfrom"), fromDomain);
  });
  return aligned ? "pass" : "none";
}

/** Quoted text and comments repeat what the sender wrote: his address may read `"x; dmarc=pass"@evil`. */
const withoutStrangersWords = (header: string): string =>
  header.replace(/"(?:[^"\\]|\\.){0,500}"/g, "x").replace(/\([^()]{0,500}\)/g, " ");

/** The server may have taken another of the mail's authors for the sender than we do. */
function namesDomain(properties: Result["properties"], fromDomain: string): boolean {
  const named = properties.get("header.from");
  return named === undefined || named.split("@").at(-1) === fromDomain;
}

function readResult(text: string): Result {
  const words = text.trim().split(/\s+/).slice(0, 40);
  const [method, result] = pair(words[0] ?? "");
  return { method: method.split("/")[0]!, result, properties: new Map(words.slice(1).map(pair)) };
}

function pair(word: string): [string, string] {
  const at = word.indexOf("=");
  return at < 0 ? [word.toLowerCase(), ""] : [word.slice(0, at).toLowerCase(), word.slice(at + 1).toLowerCase()];
}

function isAligned(domain: string | undefined, fromDomain: string): boolean {
  const bare = (domain ?? "").split("@").at(-1)!;
  return bare !== "" && (bare === fromDomain || fromDomain.endsWith(`.${bare}`) || bare.endsWith(`.${fromDomain}`));
}
