import { expect, test } from "vitest";
import { inboundMail } from "../../../test/support/inbound-mail.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { testIntake } from "../../../test/support/test-intake.ts";
import type { FilledScript, ScriptShape } from "../../contract/script-routes.ts";
import { scriptRoutes } from "./index.ts";

let intake!: ReturnType<typeof testIntake>;
const desk = await testDesk((parts) => {
  const timeZone = "Asia/Shanghai";
  intake = testIntake(parts);
  return [{ routes: scriptRoutes({ timeZone, procedures: parts.desk.procedures }) }];
});
const supervisor = await desk.person("supervisor");
const agent = await desk.person("agent", { name: "陈工" });
const FIELDS = {
  key: "vpn-reset",
  scene: "other",
  channel: null,
  teamId: null,
  title: { zh: "重置 VPN", en: "Reset the VPN" },
  body: { zh: "{{contact.name}}，请重置后回复 {{ticket.number}}。", en: "{{contact.name}}, please reset it." },
};
const ticketId = async () => {
  const mail = inboundMail({ receivedAt: desk.clock.now() });
  return (await desk.db.inTransaction((tx) => intake.takeIn(tx, mail))).ticketId;
};
const offered = async (caller = agent) =>
  (await caller.get<{ items: FilledScript[] }>(`/api/v1/tickets/${await ticketId()}/scripts`)).body.items;

test("REQ: KN-04 the desk ships scripts in both languages, offered with the ticket's values", async () => {
  const scripts = await offered();
  expect(scripts.map((script) => script.key)).toEqual(
    expect.arrayContaining(["greeting", "more-information", "progress-update", "empathy", "closing"]),
  );
  const greeting = scripts.find((script) => script.key === "greeting")!;
  expect(greeting.body.zh).toMatch(
    /^王伟，您好！我是服务台的陈工（工号 \{\{agent\.number\}\}），由我为您处理工单 HD-\d+。$/,
  );
  expect(greeting.missing).toEqual(["agent.number"]);
  expect(scripts.find((script) => script.key === "progress-update")!.missing).toEqual([]);
});

test("a script is offered once it is approved, and waits again after each change; versions stay", async () => {
  const made = await supervisor.send<ScriptShape>("POST", "/api/v1/scripts", FIELDS);
  expect(made.status).toBe(201);
  const { id } = made.body;
  const isOffered = async () => (await offered()).some((script) => script.id === id);
  expect(await isOffered()).toBe(false);
  await supervisor.send("PUT", `/api/v1/scripts/${id}/approval`, { version: 1 });
  expect(await isOffered()).toBe(true);
  const changed = await supervisor.send<ScriptShape>("PATCH", `/api/v1/scripts/${id}`, {
    version: 1,
    title: { zh: "重置 VPN 连接", en: "Reset" },
  });
  expect(changed.body).toMatchObject({ version: 2, approvedAt: null, updatedBy: { id: supervisor.id } });
  expect(await isOffered()).toBe(false);
  const stale = await supervisor.send("PATCH", `/api/v1/scripts/${id}`, { version: 1, scene: "closing" });
  expect(stale.status).toBe(409);
  const versions = await agent.get<{ items: { version: number }[] }>(`/api/v1/scripts/${id}/versions`);
  expect(versions.body.items.map((item) => item.version)).toEqual([2, 1]);
  await supervisor.send("DELETE", `/api/v1/scripts/${id}`);
  const all = await agent.get<{ items: ScriptShape[] }>("/api/v1/scripts");
  expect(all.body.items.some((script) => script.id === id)).toBe(false);
});

test("an unknown variable, a taken key and an agent's hand are refused", async () => {
  const unknown = { ...FIELDS, key: "typo", body: { ...FIELDS.body, zh: "{{contact.nane}}" } };
  const refused = await supervisor.send<{ code: string; detail: string }>("POST", "/api/v1/scripts", unknown);
  expect(refused.body).toMatchObject({ code: "script_variable_unknown" });
  expect(refused.body.detail).toContain("contact.nane");
  const taken = await supervisor.send<{ code: string }>("POST", "/api/v1/scripts", { ...FIELDS, key: "greeting" });
  expect(taken.body.code).toBe("script_key_taken");
  expect((await agent.send("POST", "/api/v1/scripts", { ...FIELDS, key: "mine" })).status).toBe(403);
});

test("scripts of a ticket that a person does not see are not there", async () => {
  const outsider = await desk.person("agent", { teamIds: [await desk.team("别的小组")] });
  expect((await outsider.get(`/api/v1/tickets/${await ticketId()}/scripts`)).status).toBe(404);
});

test("a script of another team or channel is not offered", async () => {
  const teamId = await desk.team("电话组");
  for (const given of [
    { key: "phone-only", channel: "phone" },
    { key: "team-only", teamId },
  ]) {
    const made = await supervisor.send<ScriptShape>("POST", "/api/v1/scripts", { ...FIELDS, ...given });
    await supervisor.send("PUT", `/api/v1/scripts/${made.body.id}/approval`, { version: 1 });
  }
  const keys = (await offered()).map((script) => script.key);
  expect(keys).not.toContain("phone-only");
  expect(keys).not.toContain("team-only");
});
