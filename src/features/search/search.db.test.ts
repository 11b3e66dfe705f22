import { expect, test } from "vitest";
import { DEFAULT_TEAM_ID, testDesk, type TestPerson } from "../../../test/support/test-desk.ts";
import { customerMessage, makeCustomer, makeTicket, type MadeTicket } from "../../../test/support/ticket-fixtures.ts";
import type { z } from "zod";
import type { search } from "../../contract/search-routes.ts";
import {
  addNote,
  mergeTickets,
  receiveMessage,
  sendMessage,
  unmergeTicket,
  withdrawMessage,
} from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { takeDirty } from "./dirty-store.ts";
import { indexDirty, reindex, searchFeature } from "./index.ts";

type Found = z.output<NonNullable<typeof search.response>>;

const desk = await testDesk((parts) => [searchFeature(parts.db, parts)]);
const { jobs } = searchFeature(desk.db, desk);
const second = await desk.team("二线");
const supervisor = await desk.person("supervisor", { name: "陈主管" });
const agent = await desk.person("agent", { name: "林一线" });
const viewer = await desk.person("viewer");
const collaborator = await desk.person("collaborator");

const fails = (error: unknown) => {
  throw error;
};

/** Does what the worker would: runs the waiting jobs of search, in order, and indexes what is noted. */
async function work(linesMax?: number): Promise<void> {
  for (;;) {
    const [job] = await desk.sql<{ id: string; task: string; payload: unknown }>(
      `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'reindex_search' order by j.id limit 1`,
    );
    if (!job) break;
    await desk.sql("delete from graphile_worker._private_jobs where id = $1", [job.id]);
    await jobs[job.task]!(job.payload, { number: 1, max: 1 });
  }
  while ((await indexDirty({ db: desk.db, onError: fails }, linesMax)) > 0);
}

async function message(ticket: MadeTicket, text: string, more: object = {}): Promise<string> {
  desk.clock.advance(60_000);
  const now = desk.clock.now();
  const id = newId(now);
  const request = { ticketId: ticket.id, actor: { kind: "contact" as const, id: ticket.customer.contactId }, now };
  const incoming = { ...customerMessage(ticket.id, id, ticket.customer, now), text, html: null, ...more };
  await desk.db.inTransaction((tx) => receiveMessage(desk.desk, tx, request, { message: incoming, attachments: [] }));
  return id;
}

async function ask(person: TestPerson, q: string, more = ""): Promise<Found> {
  const answer = await person.get<Found>(`/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
const ticketIds = (found: Found) => found.items.flatMap((hit) => ("ticket" in hit ? [hit.ticket.id] : []));
const find = async (person: TestPerson, q: string) => ticketIds(await ask(person, q));

const yunhai = await makeCustomer(desk, {
  name: "王小伟",
  organisation: "云海科技",
  email: "wang@yunhai.cn",
  phone: "+8613812345678",
});
const first = await makeTicket(desk, {
  customer: yunhai,
  subject: "打印机无法连接",
  tags: ["延迟"],
  categoryId: "fault.software",
});
await message(first, "升级到 2.14.3 后报错 E-1024，请回电 138 1234 5678。重启之后依旧蓝屏");
desk.clock.advance(60_000);
const hidden = await makeTicket(desk, { subject: "绝密并购项目蓝屏", teamId: second });
await message(hidden, "绝密项目的打印机，错误码 0x80070005", { fromName: "赵密", fromAddress: "zhao@secret.cn" });
desk.clock.advance(60_000);
const english = await makeTicket(desk, { subject: "Printers offline", priority: { value: "P1", reason: "many" } });
await message(english, "The disk is full of <b>logs</b>. Error ERR_CONNECTION_RESET in full disk check");
await work();

test.each([
  ["蓝屏", "two characters"],
  ["之后依", "across what a dictionary would cut"],
  ["打印机", "three"],
  ["机", "one character"],
  ["打印机连不上吗 升级", "no more than the words that are there"],
])("REQ: KN-02 %s is found (%s)", async (q) => {
  const found = await find(agent, q);
  if (q.includes("连不上")) expect(found).toEqual([]);
  else expect(found).toEqual([first.id]);
});

test("codes, versions, phones and addresses are found in part and however written", async () => {
  for (const q of ["E1024", "e-1024", "1024 14.3", "2.14.3", "13812345678", "12345678", "138 1234 5678", "wang@yunhai"])
    expect(await find(agent, q), q).toEqual([first.id]);
  expect(await find(agent, "err_connection")).toEqual([english.id]);
  expect(await find(agent, "E9999")).toEqual([]);
});

test("numbers, customers and tags are found on the head of the ticket", async () => {
  for (const q of [`HD-${first.number}`, `${first.number}`, "云海", "小伟", "延迟"])
    expect(await find(agent, q), q).toContain(first.id);
  for (const written of [`HD-${first.number}`, `hd-${first.number}`, `#${first.number}`, `${first.number}`])
    expect([written, (await find(agent, written))[0]]).toEqual([written, first.id]);
});

test("a phrase must stand so", async () => {
  expect(await find(agent, '"full disk"')).toEqual([english.id]);
  expect(await find(agent, '"disk full"')).toEqual([]);
  expect(await find(agent, "disk full")).toEqual([english.id]);
});

test("a hit shows its context, as text with marks", async () => {
  const [hit] = (await ask(agent, "e1024 蓝屏")).items;
  if (hit?.kind !== "message") return expect.unreachable();
  expect(hit.ticket).toMatchObject({ id: first.id, number: first.number, contactName: "王小伟", state: "new" });
  expect(hit.snippet!.marks.map(([from, to]) => hit.snippet!.text.slice(from, to))).toEqual(["E-1024", "蓝屏"]);
  const [bold] = (await ask(agent, "logs")).items;
  expect(bold && "snippet" in bold && bold.snippet!.text).toContain("<b>logs</b>");
  const [subject] = (await ask(agent, "offline")).items;
  expect(subject).toMatchObject({
    kind: "ticket",
    ticket: { subject: { text: "Printers offline", marks: [[9, 16]] } },
  });
});

test.each([
  ["状态:新建", 2],
  ["state:open,closed", 0],
  ["优先级:高", 1],
  ["标签:延迟 蓝屏", 1],
  ["客户:云海", 1],
  ["客户:wang@yunhai.cn 打印", 1],
  ["from:wang@yunhai 升级", 1],
  ["from:nobody 升级", 0],
  ["from:王 升级", 1],
  ["from:王伟 升级", 1],
  ["from:伟 升级", 0],
  ["from:cn 升级", 1],
  ["from:赵六 升级", 0],
  ["to:support@desk 升级", 1],
  ["负责人:无 打印", 1],
  ["负责人:我", 0],
  ["小组:二线", 0],
  ["分类:fault.software", 0],
  ["创建:2026-03", 2],
  ["创建:<2026-03-02", 0],
  ["更新:今天 打印", 1],
])("the filter %s answers %i of what the agent sees", async (q, count) => {
  expect(await find(agent, q)).toHaveLength(count);
});

test("what is understood comes back as chips, what is not as problems", async () => {
  const found = await ask(agent, "状态:飞 优先级:P1 打印");
  expect(found.chips).toMatchObject([{ key: "priority", label: { zh: "优先级：P1", en: "priority: P1" } }]);
  expect(found.problems).toHaveLength(1);
  expect(found.words).toEqual(["打印"]);
});

test("REQ: HA-22 nothing of a ticket out of sight is found: no hit, no name, no count, no cursor", async () => {
  const probes = [
    "绝密",
    "并购",
    "0x80070005",
    "from:zhao",
    "赵密",
    `HD-${hidden.number}`,
    `编号:${hidden.number}`,
    "小组:二线",
    "创建:2026-03",
    "打印",
  ];
  for (const q of probes) {
    const seen = await ask(supervisor, q);
    expect(ticketIds(seen), q).toContain(hidden.id);
    for (const person of [agent, collaborator]) {
      const answer = await person.get(`/api/v1/search?q=${encodeURIComponent(q)}`);
      expect(JSON.stringify(answer.body["items"]), q).not.toMatch(/绝密|赵密|zhao@secret/);
      expect(answer.text).not.toContain(hidden.id);
    }
    expect((await ask(agent, q)).nextCursor).toBeNull();
    expect((await ask(collaborator, q)).items).toEqual([]);
  }
  expect((await desk.stranger.get("/api/v1/search?q=x")).status).toBe(401);
  const scopeless = await desk.person("administrator", { scopes: ["contacts.read"] });
  expect((await scopeless.get("/api/v1/search?q=x")).status).toBe(403);
});

test("what somebody is granted he finds", async () => {
  await desk.sql("update ticket set granted_to = array[$1::uuid] where id = $2", [collaborator.id, hidden.id]);
  expect(await find(collaborator, "绝密")).toEqual([hidden.id]);
  await desk.sql("update ticket set granted_to = '{}' where id = $1", [hidden.id]);
});

test("customers are found too; by a part of their phone only for people who may see it", async () => {
  const kinds = async (person: TestPerson, q: string) =>
    (await ask(person, q)).items.filter((hit) => hit.kind === "contact" || hit.kind === "organisation");
  expect(await kinds(agent, "云海")).toMatchObject([
    { kind: "organisation", name: { text: "云海科技", marks: [[0, 2]] } },
    { kind: "contact", organisationName: "云海科技" },
  ]);
  expect(await kinds(agent, "12345678")).toHaveLength(1);
  expect(await kinds(viewer, "12345678")).toHaveLength(0);
  expect(await kinds(collaborator, "云海")).toHaveLength(0);
});

test("what is sent, taken back, noted, merged and brought home is found where it stands", async () => {
  const ticket = await makeTicket(desk, { customer: yunhai, subject: "另一件事" });
  const other = await makeTicket(desk, { customer: yunhai, subject: "合并目标" });
  const request = (ticketId: string) => ({
    ticketId,
    actor: { kind: "staff" as const, id: agent.id },
    now: desk.clock.now(),
  });
  const inTx = desk.db.inTransaction;
  await inTx((tx) =>
    addNote(desk.desk, tx, request(ticket.id), {
      text: "内部备注樱桃",
      html: null,
      staffId: agent.id,
      authorName: "林",
      mentions: [],
      attachmentIds: [],
    }),
  );
  const { messageId } = await inTx((tx) =>
    sendMessage(desk.desk, tx, request(ticket.id), {
      kind: "reply",
      text: "答复里的菠萝",
      html: null,
      to: ["a@b.cn"],
      cc: [],
      subject: "Re",
      language: "zh",
      channel: "email",
      authorStaffId: agent.id,
      fromName: "林",
      fromAddress: "s@desk.cn",
      attachmentIds: [],
      sendAt: desk.clock.now() + 10_000,
      thenState: null,
      seenSeq: null,
    }),
  );
  await work();
  expect(await find(agent, "樱桃")).toEqual([ticket.id]);
  expect(await find(agent, "菠萝")).toEqual([ticket.id]);
  await inTx((tx) => withdrawMessage(desk.desk, tx, request(ticket.id), messageId));
  await work();
  expect(await find(agent, "菠萝")).toEqual([]);
  await inTx((tx) => mergeTickets(desk.desk, tx, request(ticket.id), other.id));
  await work(1);
  expect(await find(agent, "樱桃")).toEqual([other.id]);
  await inTx((tx) => unmergeTicket(desk.desk, tx, request(ticket.id)));
  await work(1);
  expect(await find(agent, "樱桃")).toEqual([ticket.id]);
});

test("indexing anew gives the same, and a renamed customer is found by the new name", async () => {
  const before = await desk.sql("select id, ticket_id, lexemes::text, codes from search_entry order by id");
  await desk.sql("truncate search_entry");
  await desk.db.inTransaction((tx) => reindex(tx));
  await work();
  expect(await desk.sql("select id, ticket_id, lexemes::text, codes from search_entry order by id")).toEqual(before);
  await desk.sql("update contact set name = '欧阳锋' where id = $1", [yunhai.contactId]);
  await desk.db.inTransaction((tx) => reindex(tx, { contactIds: [yunhai.contactId] }));
  await work();
  expect(await find(agent, "欧阳")).toContain(first.id);
});

test("pages hold every ticket once, newest first; a cursor is nobody else's to read or make", async () => {
  for (let n = 0; n < 25; n += 1) {
    desk.clock.advance(1_000);
    await message(
      await makeTicket(desk, { subject: `分页 ${n}`, teamId: n % 2 ? second : DEFAULT_TEAM_ID }),
      "分页正文",
    );
  }
  await work();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Found = await ask(agent, "分页", `&limit=5${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...ticketIds(page));
    cursor = page.nextCursor;
    if (cursor) expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toMatch(/2026|[0-9a-f]{8}-/);
  } while (cursor);
  expect(seen).toHaveLength(13);
  expect(new Set(seen).size).toBe(13);
  const wrong = await agent.get("/api/v1/search?q=x&cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  expect(wrong.body).toMatchObject({ code: "cursor_invalid" });
});

test("odd questions are answered, not broken by", async () => {
  for (const q of [
    "",
    " ",
    "'",
    "\\",
    "%_%",
    ":*&|!",
    '"',
    "状态:",
    "a".repeat(500),
    "打".repeat(500),
    "\u0000x",
    "😀",
    "!@#$%^&*()",
  ])
    expect((await agent.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).status, q).toBe(200);
  expect(await find(agent, "%")).toEqual([]);
});

test("a ticket that cannot be indexed holds up nobody else's and stays on the list; what was noted is found after all", async () => {
  const [bad, good] = [await makeTicket(desk, yunhai), await makeTicket(desk, yunhai)];
  await work();
  await desk.sql(`alter table search_entry add constraint trial check (ticket_id <> '${bad.id}') not valid`);
  for (const ticket of [bad, good]) await message(ticket, "青铜色的指示灯");
  const errors: unknown[] = [];
  await indexDirty({ db: desk.db, onError: (error) => void errors.push(error) });
  expect(errors).toHaveLength(1);
  expect(await find(supervisor, "青铜色")).toEqual([good.id]);
  expect(await desk.sql("select ticket_id from search_dirty")).toEqual([{ ticket_id: bad.id }]);
  await work();
  expect(await desk.sql("select ticket_id from search_dirty")).toHaveLength(1);
  await desk.sql("alter table search_entry drop constraint trial");
  await desk.sql("update search_dirty set due_at = now()");
  await work();
  expect((await find(supervisor, "青铜色")).toSorted()).toEqual([bad.id, good.id].toSorted());
});

test("one node at a time takes from the list, and one that dies on it leaves it as it was", async () => {
  const ticket = await makeTicket(desk, yunhai);
  await message(ticket, "珊瑚色的指示灯");
  const dies = desk.db.inTransaction(async (tx) => {
    expect((await takeDirty(tx, 10))?.map(({ ticketId }) => ticketId)).toContain(ticket.id);
    expect(await indexDirty({ db: desk.db, onError: fails })).toBe(0);
    throw new Error("killed");
  });
  await expect(dies).rejects.toThrow("killed");
  await work();
  expect(await find(supervisor, "珊瑚色")).toEqual([ticket.id]);
});

test("the customer's own link to his case is not read in what is found either", async () => {
  const ticket = await makeTicket(desk, { subject: "Confirm" });
  await message(ticket, "Zebra printed: http://desk.example/c/case/c2VjcmV0.zz9.p4rtOfIt?rating=5 thank you");
  await work();
  const [hit] = (await ask(agent, "zebra")).items;
  if (hit?.kind !== "message") return expect.unreachable();
  expect(hit.snippet!.text).toContain("/c/case/…?rating=5 thank you");
  expect(JSON.stringify(hit)).not.toMatch(/c2VjcmV0|p4rtOfIt/);
});
