export { buildServer, type ProblemAnswer } from "./build-server.ts";
export { FileAnswer, type Call, type HttpRoute, type RouteShape } from "./call.ts";
export { forgetAnswers } from "./idempotency-store.ts";
export { inertHeaders } from "./inert-headers.ts";
export { mountOperationRoutes } from "./operation-routes.ts";
