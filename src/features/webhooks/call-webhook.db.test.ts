import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { rulesDesk } from "../../../test/support/rules-desk.ts";
import { DEFAULT_TEAM_ID } from "../../../test/support/test-desk.ts";
import { TEST_SECRET_KEY } from "../../../test/support/staff-desk.ts";
import type { OutsideAnswer } from "../../platform/http-out/index.ts";
import { callWebhook, type WebhookCall } from "./call-webhook.ts";
import { webhookSecret } from "./index.ts";

const desk = await rulesDesk();
const { assembled, clock, sql } = desk;
await desk.person("administrator", "管理员");
const leader = await desk.person("agent", "组长");
await sql("update team set leader_id = $1 where id = $2", [leader.id, DEFAULT_TEAM_ID]);

type Sent = { url: string; headers: Record<string, string>; body: string };

const depsWith = (answer: OutsideAnswer, sent: Sent[] = []) => ({
  db: assembled.desk.db,
  desk: assembled.tickets,
  now: clock.now,
  secretKey: TEST_SECRET_KEY,
  publicUrl: "https://desk.test",
  post: async (call: Sent) => {
    sent.push(call);
    return answer;
  },
});
const calling = async (): Promise<WebhookCall> => ({
  id: "01900000-0000-7000-8000-000000000001",
  url: "https://hooks.example/in?token=s3cret",
  body: '{"type":"promise.breached"}',
  ticketId: await desk.open(),
  lineId: "r",
});
const attempt = (number: number) => ({ number, max: 10 });
const failures = (id: string) => desk.events(id, "effect_failed");

test("signed so that any receiver's library can check it (standardwebhooks.com)", async () => {
  const sent: Sent[] = [];
  const call = await calling();
  await callWebhook(depsWith({ kind: "answered", status: 200 }, sent), call, attempt(1));
  const { headers, body, url } = sent[0]!;
  expect(url).toBe(call.url);
  const key = Buffer.from(webhookSecret(TEST_SECRET_KEY).replace("whsec_", ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  expect(Number(headers["webhook-timestamp"])).toBe(Math.floor(clock.now() / 1000));
  expect(webhookSecret("another secret key of good length")).not.toBe(webhookSecret(TEST_SECRET_KEY));
  expect(await failures(call.ticketId)).toEqual([]);
});

test.each<OutsideAnswer>([
  { kind: "unreachable", reason: "ECONNREFUSED" },
  { kind: "answered", status: 503 },
  { kind: "answered", status: 429 },
])("not now (%o): tried again, and given up at the last attempt, said on the ticket to the leader", async (answer) => {
  const call = await calling();
  await expect(callWebhook(depsWith(answer), call, attempt(9))).rejects.toThrow("webhook");
  expect(await failures(call.ticketId)).toEqual([]);
  await callWebhook(depsWith(answer), call, attempt(10));
  const [failed] = await failures(call.ticketId);
  expect(failed).toMatchObject({ lineId: "r", effect: "webhook", target: "hooks.example" });
  expect(JSON.stringify(failed)).not.toContain("s3cret");
  expect(await desk.told(call.ticketId, "rule_failed")).toEqual(["组长"]);
});

test.each<OutsideAnswer>([
  { kind: "refused", reason: "not an address of the public internet" },
  { kind: "answered", status: 404 },
  { kind: "answered", status: 302 },
])("never (%o): given up at once", async (answer) => {
  const call = await calling();
  await callWebhook(depsWith(answer), call, attempt(1));
  expect(await failures(call.ticketId)).toHaveLength(1);
});

test("the desk's own job calls nothing inside, whatever a pack names", async () => {
  const call = await calling();
  await assembled.jobs["call_webhook"]!({ ...call, url: "https://169.254.169.254/latest/" }, attempt(1));
  expect(await failures(call.ticketId)).toMatchObject([{ reason: "not an address of the public internet" }]);
});
