import { expect, test } from "vitest";
import { newId } from "../../src/platform/ids.ts";
import { sanitizeHtml } from "../../src/platform/html/index.ts";
import type { DeskPerson } from "../support/staff-desk.ts";
import { attackedDesk, SUPPORT } from "./attacked-desk.ts";

const desk = await attackedDesk();
const { app, call, people, sql } = desk;
const admin = await people.addPerson("administrator");
const team = async () => {
  const id = newId();
  await sql("insert into team (id, name) values ($1, $2)", [id, `队 ${id.slice(-6)}`]);
  return id;
};
const [blue, red] = [await team(), await team()];
const owner = await people.addPerson("agent", { teamIds: [blue] });
const stranger = await people.addPerson("agent", { teamIds: [red] });

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`;
const FILES: [name: string, type: string, content: string][] = [
  ["evil.svg", "image/svg+xml", SVG],
  ["evil.html", "text/html", "<script>alert(1)</script>"],
  ["evil.xhtml", "application/xhtml+xml", "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>"],
  ["evil.png", "image/png\r\nX-Evil: 1", "<script>alert(1)</script>"],
  ["evil.js", "text/javascript", "alert(1)"],
  ["a.png", "IMAGE/SVG+XML", SVG],
  ["../../../etc/passwd", "text/plain", "root"],
  ["..\\..\\windows\\system.ini", "text/plain", "root"],
  ["\u202egnp.exe", "text/plain", "x"],
  [`x";filename=evil.html;"`, "text/plain", "x"],
  ["a\r\nSet-Cookie: x=1.txt", "text/plain", "x"],
];

const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

/** A mail with hostile files and hostile HTML, on a case of the blue team. */
async function hostileCase(html = "<p>x</p>") {
  const parts = FILES.map(([name, type, content]) =>
    [
      "--b",
      `Content-Type: ${type.replace(/\r\n.*/, "")}; name="${word(name)}"`,
      `Content-Disposition: attachment; filename="${word(name)}"`,
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(content).toString("base64"),
    ].join("\r\n"),
  );
  const raw = [
    `From: ${word("<script>alert(1)</script>")} <x${newId()}@victim.example>`,
    `To: ${SUPPORT}`,
    `Subject: ${word("<img src=x onerror=alert(1)>")}`,
    `Message-ID: <${newId()}@victim.example>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "",
    html,
    ...parts,
    "--b--",
    "",
  ].join("\r\n");
  const { ticketId, messageId } = await desk.mail(raw);
  const moved = await call(admin, "PUT", `/tickets/${ticketId}/assignment`, { teamId: blue, assigneeId: null });
  expect(moved.status).toBe(204);
  return { ticketId: ticketId!, messageId: messageId! };
}

type Message = {
  html: string | null;
  rawMailUrl: string | null;
  attachments: { id: string; name: string; url: string }[];
};
const messagesOf = async (who: DeskPerson, ticketId: string) =>
  (await call<{ items: Message[] }>(who, "GET", `/tickets/${ticketId}/messages`)).body.items;
/** What the customer wrote. */
const mailOf = async (who: DeskPerson, ticketId: string) =>
  (await messagesOf(who, ticketId)).find(({ rawMailUrl }) => rawMailUrl !== null)!;
const open = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test("stored XSS by files: whatever a file says it is, it comes as a download that runs nothing", async () => {
  const { ticketId } = await hostileCase();
  const message = await mailOf(owner, ticketId);
  expect(message.attachments).toHaveLength(FILES.length);
  for (const file of message.attachments) {
    const { headers, statusCode } = await open(file.url);
    expect([file.name, statusCode]).toEqual([file.name, 200]);
    // A picture by its name is shown as a picture, and nosniff keeps it one.
    const type = file.name === "evil.png" ? "image/png" : "application/octet-stream";
    expect([file.name, headers["content-type"]]).toEqual([file.name, type]);
    expect(headers["content-disposition"]).toMatch(/^(?:attachment|inline); filename\*=UTF-8''[\w%.~!*'()-]+$/);
    expect(headers["content-security-policy"]).toContain("sandbox");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["set-cookie"]).toBeUndefined();
    expect(file.name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u);
  }
});

test("path traversal: names of files lead out of no folder, keys are digests", async () => {
  const { ticketId } = await hostileCase();
  const rows = await sql<{ name: string; storage_key: string }>(
    "select name, storage_key from attachment where ticket_id = $1",
    [ticketId],
  );
  for (const { name, storage_key } of rows) {
    expect(storage_key).toMatch(/^[0-9a-f/]+$/);
    expect(name).not.toMatch(/[/\\]/);
  }
  for (const key of ["../../../etc/passwd", "/etc/passwd", "ab/../../x", "a\0b"])
    await expect(desk.assembled.storage.readBytes(key)).rejects.toThrow();
});

test("IDOR of attachments and raw mails: a link is worth nothing to another person, nor to its own after he lost the case", async () => {
  const { ticketId } = await hostileCase();
  const message = await mailOf(owner, ticketId);
  const urls = [message.attachments[0]!.url, message.rawMailUrl!];
  for (const url of urls) {
    expect((await open(url, owner.headers)).statusCode).toBe(200);
    expect((await open(url, stranger.headers)).statusCode).toBe(404);
    expect((await open(url.replace(/\/files\/./, "/files/X"))).statusCode).toBe(410);
  }
  await call(admin, "PUT", `/tickets/${ticketId}/assignment`, { teamId: red, assigneeId: null });
  for (const url of urls) expect((await open(url, owner.headers)).statusCode).toBe(404);
  for (const url of urls) expect((await open(url)).statusCode).toBe(404);
});

async function upload(who: DeskPerson, name: string, type: string, content: string) {
  const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/attachments",
    headers: { ...who.headers, "content-type": "multipart/form-data; boundary=b" },
    payload: `${head}${content}\r\n--b--\r\n`,
  });
  return answer.json() as { id: string; url: string; name: string };
}

test("IDOR of uploads: another's file hangs on no note, no answer and no picture of mine", async () => {
  const file = await upload(owner, "a.txt", "text/plain", "geheim");
  const { ticketId } = await hostileCase();
  const other = await people.addPerson("agent", { teamIds: [blue] });
  const html = `<p>x<img src="${file.url}"></p>`;
  const note = await call(other, "POST", `/tickets/${ticketId}/notes`, { html: "<p>x</p>", attachmentIds: [file.id] });
  expect(note.status).toBe(404);
  const picture = await call(other, "POST", `/tickets/${ticketId}/notes`, { html });
  expect(picture.status).toBe(201);
  const [shown] = await messagesOf(other, ticketId);
  expect([shown!.attachments, shown!.html?.includes("/files/")]).toEqual([[], false]);
  expect((await open(file.url, other.headers)).statusCode).toBe(404);
});

test("an uploaded page or drawing is no page either", async () => {
  for (const [name, type, content] of [
    ["x.html", "text/html", "<script>alert(1)</script>"],
    ["x.svg", "image/svg+xml", SVG],
    ["x.png", "image/png", SVG],
  ] as const) {
    const { url } = await upload(owner, name, type, content);
    const { headers } = await open(url);
    expect(headers["content-type"]).toBe("application/octet-stream");
    expect(headers["content-disposition"]).toMatch(/^attachment/);
  }
});

test("IDOR of drafts, saved views, notifications, imports, tokens and invitations: another's are not there", async () => {
  const { ticketId } = await hostileCase();
  await call(owner, "PUT", `/tickets/${ticketId}/drafts/reply`, { html: "<p>我的草稿</p>" });
  const colleague = await people.addPerson("agent", { teamIds: [blue] });
  expect((await call(colleague, "GET", `/tickets/${ticketId}/drafts`)).text).not.toContain("我的草稿");
  expect((await call(colleague, "GET", "/drafts")).text).not.toContain(ticketId);
  expect((await call(stranger, "GET", `/tickets/${ticketId}/drafts`)).status).toBe(404);
  expect((await call(stranger, "PUT", `/tickets/${ticketId}/drafts/reply`, { html: "x" })).status).toBe(404);

  const view = await call<{ id: string }>(owner, "POST", "/saved-views", { name: "私人", filter: {} });
  expect((await call(colleague, "GET", "/saved-views")).text).not.toContain("私人");
  const change = { version: 1, name: "抢" };
  expect((await call(colleague, "PATCH", `/saved-views/${view.body.id}`, change)).status).toBe(404);
  expect((await call(admin, "PATCH", `/saved-views/${view.body.id}`, change)).status).toBe(404);
  expect((await call(colleague, "DELETE", `/saved-views/${view.body.id}`)).status).toBe(404);
  expect((await call(owner, "PATCH", `/saved-views/${view.body.id}`, { version: 1, shared: true })).status).toBe(403);

  await call(admin, "PUT", `/tickets/${ticketId}/assignment`, { teamId: blue, assigneeId: owner.id });
  const told = await call<{ items: { id: string }[] }>(owner, "GET", "/notifications");
  expect(told.body.items.length).toBeGreaterThan(0);
  await call(colleague, "PUT", `/notifications/${told.body.items[0]!.id}/reading`);
  const [row] = await sql<{ read_at: Date | null }>("select read_at from notification where id = $1", [
    told.body.items[0]!.id,
  ]);
  expect(row!.read_at).toBeNull();
  expect((await call(colleague, "GET", "/notifications")).text).not.toContain(told.body.items[0]!.id);

  const token = await call<{ id: string }>(owner, "POST", "/tokens", { name: "甲", scopes: ["tickets.read"] });
  expect((await call(colleague, "GET", "/tokens")).text).not.toContain(token.body.id);
  expect((await call(colleague, "DELETE", `/tokens/${token.body.id}`)).status).toBe(404);
  for (const path of ["/invitations", "/customer-imports", "/audit"])
    expect([path, (await call(colleague, "GET", path)).status]).toEqual([path, 403]);
});

test("bulk over another's tickets, links and mergers to them, and export show and change nothing out of sight", async () => {
  const { ticketId } = await hostileCase();
  const own = await hostileCase();
  await call(admin, "PUT", `/tickets/${own.ticketId}/assignment`, { teamId: red, assigneeId: null });
  const lead = await people.addPerson("agent", { teamIds: [red] });
  for (const change of [
    { addTags: ["x"] },
    { state: "open" },
    { snoozeUntil: null },
    { assign: { teamId: red, assigneeId: null } },
  ]) {
    const bulk = await call<{ changed: string[]; refused: { number: number | null; code: string }[] }>(
      lead,
      "POST",
      "/ticket-changes",
      { ticketIds: [ticketId, newId()], change },
    );
    if (bulk.status === 403) continue;
    expect(bulk.body.changed).toEqual([]);
    expect(bulk.body.refused.map(({ number, code }) => [number, code])).toEqual([
      [null, "not_found"],
      [null, "not_found"],
    ]);
  }
  const [row] = await sql<{ tags: string[] }>("select tags from ticket where id = $1", [ticketId]);
  expect(row!.tags).toEqual([]);
  expect((await call(lead, "PUT", `/tickets/${own.ticketId}/links/${ticketId}`, { relation: "related" })).status).toBe(
    404,
  );
  expect((await call(lead, "PUT", `/tickets/${own.ticketId}/merger`, { intoTicketId: ticketId })).status).toBe(404);
  for (const path of ["/ticket-export", "/tickets", "/search?q=alert", "/ticket-tags", "/ticket-counts"])
    expect([path, (await call(lead, "GET", path)).text.includes(ticketId)]).toEqual([path, false]);
});

const XSS = [
  `<img src=x onerror=alert(1)>`,
  `<svg/onload=alert(1)>`,
  `<a href="javascript:alert(1)">x</a>`,
  `<a href="&#106;avascript:alert(1)">x</a>`,
  `<a href="java\nscript:alert(1)">x</a>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<form action="https://evil.example"><input name=p><button>x</button></form>`,
  `<style>*{background:url(https://evil.example)}</style>`,
  `<p style="background:url(https://evil.example/x)">x</p>`,
  `<p style="position:fixed;top:0;left:0;width:100%;height:100%">x</p>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
  `<template><img src=x onerror=alert(1)></template>`,
  `<base href="https://evil.example/"><link rel=stylesheet href=//evil.example/x.css>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example">`,
  `<object data="data:text/html,<script>alert(1)</script>"></object><embed src=x>`,
  `<img src="data:image/svg+xml;base64,${Buffer.from(SVG).toString("base64")}">`,
  `<img src="https://evil.example/track.gif"><img srcset="https://evil.example/2.gif 2x">`,
  `<audio src=https://evil.example/a autoplay></audio><video poster=https://evil.example/p></video>`,
  `<div id="root" class="ant-modal" contenteditable>x</div>`,
  `<a href="/api/v1/x" onclick="alert(1)" ping="https://evil.example">x</a>`,
  `<span data-type="mention" data-id="x">@x</span>`,
  `<a href="data:text/html,<script>alert(1)</script>">x</a>`,
  `<img src="cid:x" style="width:1px" onerror=alert(1)>`,
  `<p dir="x&quot; onload=&quot;alert(1)">x</p>`,
];
const RUNS =
  /<(?:script|iframe|object|embed|svg|math|style|link|meta|base|form|input|button|video|audio|template|noscript)\b|javascript:|srcset|srcdoc|url\(|position\s*:|\sid=|\sclass=|contenteditable|ping=|data:text|data:image\/svg|<img[^>]*\ssrc="https?:/i;

const HANDLER = /\son\w+\s*=/i;
/** What would run or load, in the mark-up itself or in an attribute's value. */
const runs = (html: string) => RUNS.exec(html)?.[0] ?? HANDLER.exec(html.replace(/="[^"]*"/g, ""))?.[0] ?? null;

test("stored XSS by mail, note, answer and signature: nothing that runs or loads is kept", async () => {
  const { ticketId } = await hostileCase(XSS.join("\n"));
  for (const html of XSS) {
    await call(owner, "POST", `/tickets/${ticketId}/notes`, { html: `<p>n</p>${html}` });
    await call(owner, "POST", `/tickets/${ticketId}/messages`, { html: `<p>r</p>${html}` });
    await call(owner, "PATCH", "/me", { signatureHtml: html });
    const [me] = await sql<{ signature_html: string }>("select signature_html from staff_member where id = $1", [
      owner.id,
    ]);
    expect(runs(me!.signature_html)).toBeNull();
  }
  const kept = await sql<{ html: string | null }>(
    "select coalesce(html, '') || coalesce(quoted_html, '') as html from message",
  );
  for (const { html } of kept) expect(runs(html ?? "")).toBeNull();
  for (const message of await messagesOf(owner, ticketId)) expect(runs(message.html ?? "")).toBeNull();
});

test("mutation XSS: what is clean stays so when it is read and cleaned again", () => {
  for (const html of XSS) expect(runs(sanitizeHtml(sanitizeHtml(html)))).toBeNull();
});

test("mails that go out escape what others wrote: subject, names, file names, tags", async () => {
  const { ticketId } = await hostileCase();
  await call(owner, "POST", `/tickets/${ticketId}/messages`, { html: "<p>{{contact.name}} {{ticket.subject}}</p>" });
  await sql("update message set send_at = now()");
  const sent = (await desk.deliver()).filter(({ raw }) => raw.length > 0);
  expect(sent.length).toBeGreaterThan(0);
  for (const { mail } of sent) {
    const html = String(mail.html || "");
    expect(html).not.toMatch(/<script|<img src=x|onerror=(?!alert\(1\)&gt;)/);
  }
  const notice = await call(admin, "POST", `/tickets/${ticketId}/solution`, { overrideReason: "x" });
  expect(notice.status).toBe(204);
  const [row] = await sql<{ html: string }>(
    "select html from message where ticket_id = $1 and kind = 'result_notice'",
    [ticketId],
  );
  expect(row!.html).not.toMatch(/<script|<img/i);
});

test("CSV export runs no formula of a customer", async () => {
  await sql("update ticket set subject = '=HYPERLINK(\"https://evil.example\")'");
  const { text } = await call(admin, "GET", "/ticket-export");
  expect(text).not.toMatch(/(?:^|,|\n)"?[=+@-](?:HYPERLINK|cmd)/m);
  expect(text).toContain("'=HYPERLINK");
});
