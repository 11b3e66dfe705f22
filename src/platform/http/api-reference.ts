import scalar from "@scalar/fastify-api-reference";
import Fastify, { type FastifyInstance } from "fastify";

let made: Promise<FastifyInstance> | null = null;

/**
 * What the readable description of the API answers to an address below `/api/reference/`.
 * A server of its own, made when somebody first reads: its program takes 40 MB that a desk at rest does without.
 */
export async function openApiReference(
  url: string,
): Promise<{ statusCode: number; headers: Record<string, string>; rawPayload: Buffer }> {
  const app = await (made ??= makeReference());
  const { statusCode, headers, rawPayload } = await app.inject({ method: "GET", url });
  const contentType = headers["content-type"];
  return { statusCode, headers: contentType === undefined ? {} : { "content-type": contentType }, rawPayload };
}

async function makeReference(): Promise<FastifyInstance> {
  const app = Fastify() as unknown as FastifyInstance;
  await app.register(scalar, {
    routePrefix: "/api/reference",
    configuration: {
      url: "/api/openapi.json",
      // Nothing is asked of anybody else's servers.
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: "never",
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  return app;
}
