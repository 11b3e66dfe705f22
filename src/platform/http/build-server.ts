import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { jsonSchemaTransform, serializerCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { admitCall, answerCall, type AnswerDeps } from "./answer-call.ts";
import type { HttpRoute } from "./call.ts";
import { networkOf } from "./network-of.ts";
import { tidyBody } from "./tidy-body.ts";
import { issuesOf, validateInput } from "./validate-input.ts";

export const BODY_BYTES_MAX = 2 * 1024 * 1024;
export const UPLOAD_BYTES_MAX = 25 * 1024 * 1024;
const UPLOAD_FILES_MAX = 10;
const REQUEST_TIMEOUT_MS = 30_000;
const CALLS_PER_MINUTE_MAX = 3_000;
const ONE_MINUTE_MS = 60_000;

const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** For the description of the API, whose own program stands in its page. */
const PAGE_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
/** What every answer says that does not say otherwise: nothing may frame it, guess its type, or keep it. */
const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

export type ProblemAnswer = { status: number; body: object; headers?: Record<string, string> };

export type ServerDeps<Session> = AnswerDeps<Session> & {
  routes: readonly HttpRoute<Session>[];
  logger: FastifyBaseLogger;
  trustProxy: boolean;
  version: string;
  /** Counts a call of a route with a bound of its own, for all nodes together; the window is a minute. */
  countCall: (key: string, callsMax: number) => Promise<{ allowed: boolean; retryAfterSeconds: number }>;
  /** Whether more calls wait than can be carried: who calls then is told to come again. */
  isCrowded?: () => boolean;
  /** Turns whatever was thrown into problem details; `issues` are words on invalid input. */
  problemOf: (error: unknown, request: FastifyRequest, issues: string | null) => ProblemAnswer;
};

/** The HTTP server with every route mounted, not yet listening. */
export async function buildServer<Session>(deps: ServerDeps<Session>): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.logger,
    trustProxy: deps.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 600 },
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validateInput);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => {
    const problem = deps.problemOf(error, request, issuesOf(error, deps.languageOf(request)));
    void reply
      .code(problem.status)
      .headers(problem.headers ?? {})
      .type("application/problem+json")
      .serializer(JSON.stringify)
      .send(problem.body);
  });
  // A bare form or the one click of a mail program (RFC 8058): the path says it all, the body is not looked at.
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, _body, done) =>
    done(null, undefined),
  );
  app.addHook("onRequest", async (request) => {
    // No file, page or id has a NUL in its path, and who opens files throws at it.
    if (/^[^?]*%00/.test(request.url)) throw Object.assign(new Error("not found"), { statusCode: 404 });
  });
  app.addHook("onRequest", async (request) => {
    if (request.url.startsWith("/api/") && deps.isCrowded?.())
      throw Object.assign(new Error("crowded"), { statusCode: 503 });
  });
  app.addHook("preValidation", async (request) => {
    request.body = tidyBody(request.body);
  });
  app.addHook("onSend", async (_request, reply) => {
    const isPage = String(reply.getHeader("content-type")).startsWith("text/html");
    const headers = { ...SAFE_HEADERS, "content-security-policy": isPage ? PAGE_POLICY : NO_PAGE_POLICY };
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: UPLOAD_BYTES_MAX, files: UPLOAD_FILES_MAX } });
  await app.register(rateLimit, {
    max: CALLS_PER_MINUTE_MAX,
    timeWindow: ONE_MINUTE_MS,
    enableDraftSpec: true,
    keyGenerator: (request) => networkOf(request.ip),
  });
  await describeApi(app, deps.version);
  for (const route of deps.routes) mountRoute(app, deps, route);
  return app;
}

function mountRoute<Session>(app: FastifyInstance, deps: ServerDeps<Session>, mounted: HttpRoute<Session>): void {
  const { route } = mounted;
  const status = route.status ?? (route.response ? 200 : 204);
  const bound = route.callsPerMinuteMax ? boundOf(deps, route.id, route.callsPerMinuteMax) : null;
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      operationId: route.id,
      summary: route.summary,
      tags: [route.tag],
      ...(route.access === "public" ? { security: [] } : {}),
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.response ? { response: { [status]: route.response } } : {}),
    },
    ...(bound ? { config: bound.config } : {}),
    preParsing: [
      ...(bound ? [bound.preParsing] : []),
      async (request: FastifyRequest) => {
        await admitCall(deps, route, request);
      },
    ],
    handler: (request, reply) => answerCall(deps, mounted, request, reply),
  });
}

/** Each node keeps a flood from the database; what several nodes let through together the database counts. */
function boundOf(deps: Pick<ServerDeps<unknown>, "countCall">, routeId: string, max: number) {
  return {
    config: { rateLimit: { max, timeWindow: ONE_MINUTE_MS } },
    preParsing: async (request: FastifyRequest, reply: FastifyReply) => {
      const { allowed, retryAfterSeconds } = await deps.countCall(`call ${routeId} ${networkOf(request.ip)}`, max);
      if (allowed) return;
      reply.header("retry-after", String(retryAfterSeconds));
      throw Object.assign(new Error("too many calls"), { statusCode: 429 });
    },
  };
}

const ABOUT_THE_API = `Everything that the console uses, for programs.

- **Who calls**: \`Authorization: Bearer bh_…\`; tokens are made under Settings → API tokens, with scopes and an end.
- **Pages**: lists answer \`items\` and \`nextCursor\`; hand it back as \`cursor\`, \`null\` is the end.
- **Twice is once**: send an \`Idempotency-Key\` with a write; the same key and content get the same answer.
- **What goes wrong** is told as problem details (RFC 9457) with a \`code\` that does not change, in the language of \`Accept-Language\` (zh, en).
- **Too fast**: \`RateLimit-*\` headers say how much is left; 429 and 503 carry \`Retry-After\`.`;

async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Bihuan 闭环", version, description: ABOUT_THE_API },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
    transform: describeRoute,
  });
  app.get("/api/openapi.json", { schema: { hide: true, response: { 200: z.unknown() } } }, async () => app.swagger());
  app.get("/api/reference", { schema: { hide: true } }, (_request, reply) => reply.redirect("/api/reference/"));
  app.get("/api/reference/*", { schema: { hide: true } }, async (request, reply) => {
    const { openApiReference } = await import("./api-reference.ts");
    const page = await openApiReference(request.url);
    return reply.code(page.statusCode).headers(page.headers).send(page.rawPayload);
  });
}

const PROBLEM = {
  description: "Problem details, RFC 9457",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        required: ["type", "title", "status", "code", "detail", "remedy"],
        properties: {
          type: { type: "string" },
          title: { type: "string" },
          status: { type: "integer" },
          code: { type: "string", description: "A row of the error table; does not change" },
          detail: { type: "string", description: "What happened, in the caller's language" },
          remedy: { type: "string", description: "What to do about it" },
          params: { type: "object" },
        },
      },
    },
  },
};
const NO_CONTENT = { 204: { description: "Done", type: "null" } };

/** A route as the reference shows it: its own answers, and problem details for everything that may go wrong. */
const describeRoute: typeof jsonSchemaTransform = (given) => {
  const { schema, url } = jsonSchemaTransform(given);
  const own = (schema as { response?: object }).response ?? NO_CONTENT;
  const tags = ((schema as { tags?: string[] }).tags ?? []).map((tag) => tag.charAt(0).toUpperCase() + tag.slice(1));
  return { schema: { ...schema, tags, response: { ...own, default: PROBLEM } }, url } as ReturnType<
    typeof jsonSchemaTransform
  >;
};
