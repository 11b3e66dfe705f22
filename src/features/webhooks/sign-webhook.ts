import { createHmac, hkdfSync } from "node:crypto";

const KEY_BYTES = 24;

/** The desk's secret for webhooks, derived from SECRET_KEY: `whsec_` and base64, as receivers' libraries expect it. */
export const webhookSecret = (secretKey: string): string => `whsec_${keyOf(secretKey).toString("base64")}`;

/** Headers by which a receiver knows that a call is the desk's: the scheme of standardwebhooks.com. `now` in ms. */
export function signWebhook(
  secretKey: string,
  call: { id: string; body: string; now: number },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const timestamp = String(Math.floor(call.now / 1000));
  const signature = createHmac("sha256", keyOf(secretKey))
    .update(`${call.id}.${timestamp}.${call.body}`)
    .digest("base64");
  return { "webhook-id": call.id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

const keyOf = (secretKey: string) => Buffer.from(hkdfSync("sha256", secretKey, "", "bihuan webhooks", KEY_BYTES));
