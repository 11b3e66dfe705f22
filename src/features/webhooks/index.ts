import type { JobHandlers } from "../../platform/jobs/index.ts";
import { CALL_WEBHOOK_JOB, callWebhook, type WebhookCall, type WebhookDeps } from "./call-webhook.ts";

export { orderWebhook, type WebhookDeps } from "./call-webhook.ts";
export { webhookSecret } from "./sign-webhook.ts";

export const webhookJobs = (deps: WebhookDeps): JobHandlers => ({
  [CALL_WEBHOOK_JOB]: (payload, attempt) => callWebhook(deps, payload as WebhookCall, attempt),
});
