import { expect, test } from "vitest";
import type { AttachmentShape, TicketPage } from "../../src/contract/ticket-shapes.ts";
import { inboxFeature } from "../../src/features/inbox/index.ts";
import { ticketDeskFeature } from "../../src/features/ticket-desk/index.ts";
import { quietTicketDesk } from "../support/quiet-ticket-desk.ts";
import { testDesk } from "../support/test-desk.ts";
import { makeTicket } from "../support/ticket-fixtures.ts";

const desk = await testDesk((parts) => [ticketDeskFeature(quietTicketDesk(parts)), inboxFeature(parts)]);
const agent = await desk.person("agent");
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

test("a pasted picture survives its link in a draft, is named by its file, shown by a fresh link, and marked as inline", async () => {
  const made = await makeTicket(desk);
  const ticket = `/api/v1/tickets/${made.id}`;
  const picture = (
    await agent.upload<AttachmentShape>("/api/v1/attachments", { name: "screen.png", type: "text/html", content: PNG })
  ).body;
  expect(picture).toMatchObject({ mediaType: "image/png", sizeBytes: PNG.length });
  const html = `<p>看图</p><img src="${picture.url}" />`;
  await agent.send("PUT", `${ticket}/drafts/reply`, { html });
  desk.clock.advance(2 * 3_600_000);
  const draft = await agent.get<{ items: { html: string }[] }>(`${ticket}/drafts`);
  const fresh = /src="([^"]+)"/.exec(draft.body.items[0]?.html ?? "")?.[1] ?? "";
  expect(fresh).toMatch(/^\/files\//);
  expect(fresh).not.toBe(picture.url);
  expect((await agent.get(fresh)).status).toBe(200);
  const sent = await agent.send("POST", `${ticket}/messages`, { html: draft.body.items[0]?.html ?? "" });
  expect(sent.status).toBe(201);
  const [row] = await desk.sql("select html from message where id = $1", [sent.body["messageId"]]);
  expect(row?.["html"]).toBe(`<p>看图</p><img src="cid:${picture.id}" />`);
  const message = (await agent.get<TicketPage>(ticket)).body.messages.at(-1);
  expect(message?.attachments).toMatchObject([{ id: picture.id, inline: true }]);
  expect(message?.html).toContain(`src="${message?.attachments[0]?.url}"`);
});
