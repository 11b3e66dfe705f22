import { expect, test } from "vitest";
import { makeTicket } from "../support/ticket-fixtures.ts";
import { quietTicketDesk } from "../support/quiet-ticket-desk.ts";
import { testDesk } from "../support/test-desk.ts";
import type { AttachmentShape, TicketPage } from "../../src/contract/ticket-shapes.ts";
import { inboxFeature } from "../../src/features/inbox/index.ts";
import { forgetUploads } from "../../src/features/ticket-desk/forget-uploads.ts";
import { ticketDeskFeature } from "../../src/features/ticket-desk/index.ts";

const HOUR_MS = 60 * 60 * 1000;
const desk = await testDesk((parts) => [inboxFeature(parts), ticketDeskFeature(quietTicketDesk(parts))]);
const agent = await desk.person("agent");
const upload = async (name: string, words: string) =>
  (
    await agent.upload<AttachmentShape>("/api/v1/attachments", {
      name,
      type: "text/plain",
      content: Buffer.from(words),
    })
  ).body.id;
const keysOf = async (id: string) =>
  (await desk.sql<{ storage_key: string }>("select storage_key from attachment where id = $1", [id])).map(
    (row) => row.storage_key,
  );
const nightAfter = (hours: number) => forgetUploads({ ...desk, now: () => Date.now() + hours * HOUR_MS });

test("uploads that nobody attached are gone after two days, row and file; what is sent, drafted or shared stays", async () => {
  const { id: ticketId } = await makeTicket(desk);
  const abandoned = await upload("a.txt", "abandoned");
  const sent = await upload("b.txt", "sent");
  const twin = await upload("c.txt", "sent");
  const drafted = await upload("d.txt", "drafted");
  const pictured = await upload("e.txt", "pictured");
  const reply = { html: "<p>请看附件</p>", attachmentIds: [sent] };
  expect((await agent.send("POST", `/api/v1/tickets/${ticketId}/messages`, reply)).status).toBe(201);
  const html = `<p>还在写<img src="cid:${pictured}"></p>`;
  await desk.sql(
    `insert into message_draft (ticket_id, staff_id, tab, html, attachment_ids, updated_at)
     values ($1, $2, 'note', $3, $4, now())`,
    [ticketId, agent.id, html, [drafted]],
  );
  const [key] = await keysOf(abandoned);
  await nightAfter(47);
  expect(await keysOf(abandoned)).toEqual([key]);
  await nightAfter(49);
  expect([await keysOf(abandoned), await desk.storage.has(key!)]).toEqual([[], false]);
  expect(await keysOf(twin)).toEqual([]);
  for (const id of [sent, drafted, pictured]) {
    const [kept] = await keysOf(id);
    expect(await desk.storage.has(kept!)).toBe(true);
  }
  const page = await agent.get<TicketPage>(`/api/v1/tickets/${ticketId}`);
  const [file] = page.body.messages.at(-1)?.attachments ?? [];
  expect((await agent.get(file!.url)).text).toBe("sent");
});

test("a draft comes back with its files wherever its author opens it, and with those alone that can be sent", async () => {
  const { id: ticketId } = await makeTicket(desk);
  const file = await upload("合同.txt", "contract");
  const gone = await upload("旧.txt", "old");
  const path = `/api/v1/tickets/${ticketId}/drafts`;
  const draft = { html: "", to: [], cc: [], attachmentIds: [file, gone] };
  expect((await agent.send("PUT", `${path}/reply`, draft)).status).toBe(204);
  await desk.sql("delete from attachment where id = $1", [gone]);
  const kept = await agent.get<{ items: { files: AttachmentShape[] }[] }>(path);
  expect(kept.body.items).toMatchObject([
    { html: "", attachmentIds: [file, gone], files: [{ id: file, name: "合同.txt", sizeBytes: 8 }] },
  ]);
  expect((await agent.get(kept.body.items[0]!.files[0]!.url)).text).toBe("contract");
});
