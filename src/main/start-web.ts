import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { countCalls, type StaffSession } from "../core/staff/index.ts";
import { listenProblem, type Settings } from "../platform/config/index.ts";
import { buildServer, mountOperationRoutes } from "../platform/http/index.ts";
import { openRealtime, type FanOut, type Realtime } from "../platform/realtime/index.ts";
import {
  guestOf,
  idempotencyMismatch,
  knownTicketPlaces,
  roomsOfTicketPlace,
  type AssembledDesk,
} from "./assemble-desk.ts";
import { deskFigures } from "../features/doctor/index.ts";
import { answerProblem, languageOf } from "./problem-answer.ts";
import { PRODUCT_VERSION } from "./product-version.ts";
import { servePages } from "./serve-pages.ts";

/** Callers that have come and are not let in yet. The system breaks off what goes beyond, where 503 should be said. */
const LISTEN_BACKLOG_MAX = 4_096;

export type WebNode = { app: FastifyInstance; realtime: Realtime; address: string; close(): Promise<void> };

/** The server with every route and page, not yet listening: what tests inject into. */
export async function buildWeb(assembled: AssembledDesk): Promise<FastifyInstance> {
  const { desk, auth, now } = assembled;
  const app = await buildServer<StaffSession>({
    db: desk.db,
    now,
    admit: auth.admit,
    languageOf,
    idempotencyMismatch,
    countCall: countCalls(desk.db, now),
    routes: assembled.routes,
    isCrowded: desk.db.isCrowded,
    logger: desk.log,
    trustProxy: desk.settings.trustProxy,
    version: PRODUCT_VERSION,
    problemOf: (error, request, issues) => answerProblem(desk.log, error, request, issues),
  });
  auth.mount(app);
  mountOperationRoutes(app, {
    checks: {
      database: async () => void (await desk.db.pool.query("select 1")),
      room: async () => {
        if (desk.db.isCrowded()) throw new Error("crowded");
      },
      procedure: async () => void (await assembled.tickets.procedures.published(desk.db.reading)),
    },
    figures: () => deskFigures(desk.db.reading),
    version: PRODUCT_VERSION,
    metricsToken: desk.settings.metricsToken,
  });
  await servePages(app);
  return app;
}

/** Opens the web door: pages, API and realtime. @throws StartProblem when the port is taken */
export async function startWeb(
  assembled: AssembledDesk,
  late: Pick<Realtime, "publish" | "drop">,
  fanOut: FanOut,
): Promise<WebNode> {
  const { desk } = assembled;
  const app = await buildWeb(assembled);
  // The port first: what fails here must not leave a realtime door half open.
  await listen(app, desk.settings);
  const realtime = openRealtime({
    server: app.server,
    fanOut,
    path: "/socket.io",
    admit: (headers) => guestOf(assembled.auth, headers),
    presence: {
      roomsOfPlace: (_, headers, place) => roomsOfTicketPlace(assembled, headers, place),
      knownPlaces: (headers, places) => knownTicketPlaces(assembled, headers, places),
    },
  });
  late.publish = realtime.publish;
  late.drop = realtime.drop;
  const close = async () => {
    await realtime.close();
    await app.close();
  };
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    realtime,
    address: `http://${desk.settings.host}:${port}`,
    close,
  };
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<void> {
  try {
    await app.listen({ host, port, backlog: LISTEN_BACKLOG_MAX });
  } catch (error) {
    throw listenProblem(error, { port, host, setting: "PORT", hostSetting: "HOST" });
  }
}
