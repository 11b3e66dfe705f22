import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Readiness = { ready: boolean; checks: Record<string, "ok" | "failing"> };

export type OperationDeps = {
  /** Each answers when its part works and throws when not. */
  checks: Record<string, () => Promise<void>>;
  /** Figures read at each scrape; names in snake_case, without the prefix. */
  figures: () => Promise<{ name: string; help: string; value: number; labels?: Record<string, string> }[]>;
  version: string;
  /** When given, /metrics answers only to it, as a bearer token; without it only to this machine. */
  metricsToken: string | null;
};

const CHECK_TIMEOUT_MS = 3_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `/healthz` (the process lives), `/readyz` (it can serve) and `/metrics` (Prometheus). */
export function mountOperationRoutes(app: FastifyInstance, deps: OperationDeps): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: "bihuan_info", help: "Version", labelNames: ["version"], registers: [registry] }).set(
    { version: deps.version },
    1,
  );
  measureCalls(app, registry);
  const hidden = { schema: { hide: true } };
  app.get("/healthz", hidden, async () => ({ status: "ok" }));
  app.get("/readyz", hidden, async (_, reply) => {
    const answer = await readiness(deps.checks);
    return reply.code(answer.ready ? 200 : 503).send(answer);
  });
  app.get("/metrics", hidden, async (request, reply) => {
    if (!mayReadMetrics(request, deps.metricsToken)) return reply.code(403).send({ status: "forbidden" });
    const text = (await registry.metrics()) + figureText(await deps.figures());
    return reply.type(registry.contentType).send(text);
  });
}

function measureCalls(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: "bihuan_http_seconds",
    help: "Time of a call, by route",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}

async function readiness(checks: OperationDeps["checks"]): Promise<Readiness> {
  const entries = Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const);
  const done = await Promise.all(entries);
  return { ready: done.every(([, state]) => state === "ok"), checks: Object.fromEntries(done) };
}

async function outcome(check: () => Promise<void>): Promise<"ok" | "failing"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), late]);
    return "ok";
  } catch {
    return "failing";
  } finally {
    clearTimeout(timer);
  }
}

/** Behind a proxy every caller looks like this machine, so an address with forwarding headers is not taken for it. */
function mayReadMetrics(request: FastifyRequest, token: string | null): boolean {
  if (token === null) {
    const remote = request.socket.remoteAddress ?? "";
    return /^(127\.|::1$|::ffff:127\.)/.test(remote) && request.headers["x-forwarded-for"] === undefined;
  }
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function figureText(figures: Awaited<ReturnType<OperationDeps["figures"]>>): string {
  const byName = Map.groupBy(figures, (figure) => figure.name);
  const blocks = [...byName].map(([name, rows]) => {
    const head = `# HELP bihuan_${name} ${rows[0]!.help}\n# TYPE bihuan_${name} gauge\n`;
    return head + rows.map((row) => `bihuan_${name}${labelText(row.labels ?? {})} ${row.value}\n`).join("");
  });
  return blocks.join("");
}

function labelText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
