import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLog } from "../../src/platform/log/index.ts";
import { attackedDesk, rawMail, SUPPORT } from "./attacked-desk.ts";

let lines = "";
const stream = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines += chunk.toString();
    done();
  },
});
const log = createLog("trace", stream);
const desk = await attackedDesk({ log });
const { app, call, people, sql } = desk;

const PRIVATE = [
  "geheim-person",
  "victim.example",
  "13812345678",
  "机密主题",
  "机密内容",
  "p4ssw0rd-very-secret",
  "Zhang Private",
];

test("secrets and personal data are in no line of the log, whatever goes wrong in a whole story", async () => {
  const admin = await people.addPerson("administrator", { name: "Zhang Private" });
  const token = await people.addToken(admin.id, ["tickets.read"]);
  const from = "Zhang Private <geheim-person@victim.example>";
  const { ticketId } = await desk.mail(rawMail({ from, subject: "机密主题", text: "机密内容 13812345678" }));
  await desk.deliver();
  await call(admin, "POST", `/tickets/${ticketId}/notes`, { html: "<p>机密内容</p>" });
  const solved = await call(admin, "POST", `/tickets/${ticketId}/solution`, { overrideReason: "机密内容" });
  expect(solved.status).toBe(204);
  const [row] = await sql<{ text: string }>(
    "select text from message where ticket_id = $1 and kind = 'result_notice'",
    [ticketId],
  );
  const caseToken = /\/c\/case\/([\w.-]+)/.exec(row!.text)![1]!;
  await call(null, "GET", `/cases/${caseToken}`);
  await call(null, "GET", `/cases/${caseToken}x`);
  const signIn = { email: "geheim-person@victim.example", password: "p4ssw0rd-very-secret" };
  await app.inject({ method: "POST", url: "/api/auth/sign-in/email", headers: admin.headers, payload: signIn });
  await app.inject({
    method: "POST",
    url: "/api/auth/request-password-reset",
    headers: admin.headers,
    payload: signIn,
  });
  // What breaks inside names rows and inputs in its error.
  await sql("alter table ticket add constraint broken check (subject <> '机密主题') not valid");
  await call(admin, "PATCH", `/tickets/${ticketId}`, { subject: "机密主题", tags: ["x"] });
  await desk.mail(rawMail({ from, subject: "机密主题", text: "机密内容" })).catch(() => undefined);
  await sql("alter table ticket drop constraint broken");
  await sql("alter table contact_address rename to contact_address_gone");
  await call(admin, "GET", `/contacts?q=geheim-person@victim.example`);
  await call(admin, "POST", "/contacts", { name: "Zhang Private", emails: ["geheim-person@victim.example"] });
  await sql("alter table contact_address_gone rename to contact_address");
  log.error(
    { err: new Error(`no talk with geheim-person@victim.example 13812345678 for ${SUPPORT}`) },
    "as a library says it",
  );
  expect(lines).toContain("call failed");
  const secrets = [admin.headers["cookie"]!.split("=")[1]!, token.authorization.slice(7), caseToken];
  for (const word of [...PRIVATE, ...secrets]) expect([word, lines.includes(word)]).toEqual([word, false]);
});
