import { lookup as lookUp } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Looking up, connecting, sending and reading together. */
const CALL_MS_MAX = 10_000;
const BODY_BYTES_MAX = 256 * 1024;
const ANSWER_BYTES_MAX = 64 * 1024;
const ADDRESSES_MAX = 16;

export type OutsideCall = { url: string; headers: Record<string, string>; body: string };

/**
 * `refused`: it must not be called at all. `unreachable`: nothing answered, now. Reasons are for people who know networks,
 * and hold nothing of what was answered.
 */
export type OutsideAnswer =
  | { kind: "answered"; status: number }
  | { kind: "refused"; reason: string }
  | { kind: "unreachable"; reason: string };

export type OutsideOptions = {
  /** The addresses of a name; the system's resolver by default. */
  resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Which addresses may be called; those of the public internet by default. */
  allows?: (address: string) => boolean;
  /** Further certificates to trust, PEM. */
  ca?: string;
  callMsMax?: number;
};

/**
 * The one way to call what people have named: POST by HTTPS to the public internet. The name is looked up once, each of its
 * addresses is judged, and the connection goes to one that was judged, so that a name cannot change its mind in between.
 * Redirects are answered as they are and never followed. Time and both bodies are bounded.
 */
export async function postOutside(call: OutsideCall, options: OutsideOptions = {}): Promise<OutsideAnswer> {
  const url = URL.canParse(call.url) ? new URL(call.url) : null;
  if (url?.protocol !== "https:") return { kind: "refused", reason: "not an https address" };
  if (url.username !== "" || url.password !== "") return { kind: "refused", reason: "credentials in the address" };
  if (!isPortOfPages(url)) return { kind: "refused", reason: "not a port for https" };
  if (Buffer.byteLength(call.body) > BODY_BYTES_MAX) return { kind: "refused", reason: "too much to send" };
  const deadline = AbortSignal.timeout(options.callMsMax ?? CALL_MS_MAX);
  try {
    const found = await judgedAddresses(url.hostname, options, deadline);
    if ("refused" in found) return { kind: "refused", reason: found.refused };
    return await send(url, call, { addresses: found.addresses, signal: deadline, ca: options.ca });
  } catch (error) {
    return { kind: "unreachable", reason: deadline.aborted ? "no answer in time" : reasonOf(error) };
  }
}

/** Below it are the ports of mail, names, files and the like, whose servers nobody may be made to knock at. */
const FREE_PORT_MIN = 1_024;
const isPortOfPages = ({ port }: URL) => port === "" || Number(port) >= FREE_PORT_MIN;

const reasonOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "connection failed";

async function judgedAddresses(
  hostname: string,
  { resolve = resolveBySystem, allows = isPublicAddress }: OutsideOptions,
  signal: AbortSignal,
): Promise<{ addresses: string[] } | { refused: string }> {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = isIP(bare) ? [bare] : await inTime(resolve(bare), signal);
  if (addresses.length === 0) throw new Error("no address");
  // One inner address among outer ones is how a name is made to rebind: the whole name is refused.
  const inner = addresses.find((address) => !allows(address));
  if (inner !== undefined) return { refused: "not an address of the public internet" };
  return { addresses: addresses.slice(0, ADDRESSES_MAX) };
}

async function resolveBySystem(hostname: string): Promise<string[]> {
  return (await lookUp(hostname, { all: true, verbatim: true })).map(({ address }) => address);
}

const inTime = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("too late")), { once: true });
    }),
  ]);

type Sending = { addresses: string[]; signal: AbortSignal; ca: string | undefined };

function send(url: URL, { headers, body }: OutsideCall, { addresses, signal, ca }: Sending): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        agent: false,
        lookup: pinnedTo(addresses),
        signal,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => drain(answer, () => resolve({ kind: "answered", status: answer.statusCode ?? 0 })),
    );
    sent.on("error", reject);
    // Neither an answer nor an error comes of it: without this the call would never end.
    sent.on("upgrade", (answer, socket) => {
      socket.destroy();
      resolve({ kind: "answered", status: answer.statusCode ?? 0 });
    });
    sent.end(body);
  });
}

/** Answers the addresses that were judged, whatever the resolver would say now. */
const pinnedTo =
  (addresses: readonly string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (options.all) callback(null, found);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };

/** The status is all that counts; the answer is read, so that the other side ends well, up to a bound. */
function drain(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) answer.destroy();
  });
  answer.on("close", done);
  answer.on("error", done);
}
