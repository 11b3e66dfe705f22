import { Agent, request } from "node:http";
import { runLoad, type Work } from "../desk/run-load.ts";
import { caseSubject, caseText } from "./case-words.ts";

export type RequestTrackerFigures = {
  source: string;
  create_per_second_8_clients: number;
  list_of_50_ms: number;
  search_rare_ms: number;
  search_common_ms: number;
  comment_per_second_8_clients: number;
};

/**
 * Request Tracker 5.0.3 from Debian's packages, measured on a machine of two cores at 100,000 tickets (medians of three
 * rounds of ten seconds): figures of another run, for machines that have none. They are orders of magnitude.
 */
export const PUBLISHED: RequestTrackerFigures = {
  source: "published figures of another run, two cores, 100,000 tickets",
  create_per_second_8_clients: 14.4,
  list_of_50_ms: 186,
  search_rare_ms: 49,
  search_common_ms: 497,
  comment_per_second_8_clients: 30.9,
};

const CLIENTS = 8;
const LOOPBACK = ["127.0.0.1", "localhost"];

/**
 * The same work by the Request Tracker at `RT_URL` (`http://USER:PASSWORD@127.0.0.1:8090`, loopback alone), by its own API
 * (REST 2) with one session for each client, as its pages have; the published figures where there is none.
 * `RT_WORDS=rare,common` are words that stand in few and in many of its messages.
 * @throws Error when it does not let the user in
 */
export async function requestTracker(
  env: NodeJS.ProcessEnv,
  given: { seconds: number; rounds: number },
): Promise<RequestTrackerFigures> {
  const url = urlOf(env);
  if (!url) return PUBLISHED;
  const [rare = "zephyrine", common = "printer"] = (env["RT_WORDS"] ?? "").split(",").filter((word) => word !== "");
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const rt = await signedIn(url, agent);
    const all = await rt.count("id > 0");
    const rate = async (work: Work) => (await runLoad(work, { clients: CLIENTS, ...given })).perSecond;
    const time = async (work: Work) => (await runLoad(work, { clients: 1, ...given })).p50;
    return {
      source: `measured in this run, ${all.toLocaleString("en")} tickets`,
      create_per_second_8_clients: await rate((at) => rt.create(at)),
      list_of_50_ms: await time(() => rt.list("Queue = 'General' AND Status = 'new'")),
      search_rare_ms: await time(() => rt.list(`Content LIKE '${rare}'`)),
      search_common_ms: await time(() => rt.list(`Content LIKE '${common}'`)),
      comment_per_second_8_clients: await rate((at) => rt.comment(1 + (at % all))),
    };
  } finally {
    agent.destroy();
  }
}

/** How many tickets it creates a second at this moment, by eight clients; null where there is none. */
export async function trackerCreates(
  env: NodeJS.ProcessEnv,
  given: { seconds: number; rounds: number },
): Promise<number | null> {
  const url = urlOf(env);
  if (!url) return null;
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const rt = await signedIn(url, agent);
    return (await runLoad((at) => rt.create(at), { clients: CLIENTS, ...given })).perSecond;
  } finally {
    agent.destroy();
  }
}

function urlOf(env: NodeJS.ProcessEnv): URL | null {
  if (!env["RT_URL"]) return null;
  const url = new URL(env["RT_URL"]);
  if (!LOOPBACK.includes(url.hostname)) throw new Error("RT_URL is measured on this machine alone: 127.0.0.1");
  return url;
}

const FIELDS =
  "fields=Subject,Status,Created,LastUpdated,Owner,Queue,Requestor&fields[Owner]=Name&fields[Queue]=Name&fields[Requestor]=Name";

type Sent = { type?: string; text?: string };
type Call = (at: number, method: string, path: string, sent?: Sent) => Promise<{ text: string; ms: number }>;

async function signedIn(url: URL, agent: Agent) {
  const cookies: string[] = [];
  for (let at = 0; at < CLIENTS; at++) cookies.push(await cookieOf(url, agent));
  const call: Call = async (at, method, path, sent) => {
    const answer = await ask(url, { agent, method, path, cookie: cookies[at % CLIENTS]!, ...sent });
    if (answer.status < 200 || answer.status > 299) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer;
  };
  const listed = (query: string, size: number) =>
    `/REST/2.0/tickets?query=${encodeURIComponent(query)}&orderby=Created&order=DESC&per_page=${size}&page=1&${FIELDS}`;
  const json = (body: object): Sent => ({ type: "application/json", text: JSON.stringify(body) });
  return {
    count: async (query: string) => {
      const { text } = await call(0, "GET", listed(query, 1));
      return (JSON.parse(text) as { total: number }).total;
    },
    create: async (at: number) => {
      const ticket = { Queue: "General", Subject: caseSubject(at), Content: caseText(at) };
      return (await call(at, "POST", "/REST/2.0/ticket", json({ ...ticket, ContentType: "text/plain" }))).ms;
    },
    list: async (query: string) => (await call(0, "GET", listed(query, 50))).ms,
    comment: async (ticket: number) => {
      const comment = json({ Content: caseText(ticket), ContentType: "text/plain" });
      return (await call(ticket, "POST", `/REST/2.0/ticket/${ticket}/comment`, comment)).ms;
    },
  };
}

async function cookieOf(url: URL, agent: Agent): Promise<string> {
  const text = new URLSearchParams({ user: url.username, pass: decodeURIComponent(url.password) }).toString();
  const form = { type: "application/x-www-form-urlencoded", text };
  const answer = await ask(url, { agent, method: "POST", path: "/NoAuth/Login.html", cookie: "", ...form });
  const cookie = answer.cookies.map((one) => one.split(";")[0]).join("; ");
  const home = await ask(url, { agent, method: "GET", path: "/REST/2.0/rt", cookie });
  if (home.status !== 200) throw new Error(`Request Tracker does not let ${url.username} in: ${home.status}`);
  return cookie;
}

type Asked = Sent & { agent: Agent; method: string; path: string; cookie: string };
type Answered = { status: number; text: string; cookies: string[]; ms: number };

function ask({ hostname, port }: URL, { agent, method, path, cookie, type, text }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = {
      cookie,
      ...(text === undefined ? {} : { "content-type": type, "content-length": Buffer.byteLength(text) }),
    };
    const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString("utf8"),
          cookies: response.headers["set-cookie"] ?? [],
          ms: performance.now() - started,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(text);
  });
}
