import { beforeAll, expect, test } from "vitest";
import { whilePersonalDataIsSealed } from "../../../test/support/seal-personal-data.ts";
import { testDesk, type TestPerson } from "../../../test/support/test-desk.ts";
import { customerMessage, makeCustomer, makeTicket, type MadeTicket } from "../../../test/support/ticket-fixtures.ts";
import { receiveMessage } from "../../core/tickets/index.ts";
import { newId } from "../../platform/ids.ts";
import { rebuildSome } from "./rebuild-index.ts";
import { indexDirty, searchFeature } from "./index.ts";

const desk = await testDesk((parts) => [searchFeature(parts.db, parts)]);
const agent = await desk.person("agent", { name: "林一线" });
const viewer = await desk.person("viewer");

const fails = (error: unknown) => {
  throw error;
};
const work = async () => {
  while ((await indexDirty({ db: desk.db, onError: fails })) > 0);
};

async function say(ticket: MadeTicket, text: string): Promise<void> {
  desk.clock.advance(60_000);
  const now = desk.clock.now();
  const id = newId(now);
  const request = { ticketId: ticket.id, actor: { kind: "contact" as const, id: ticket.customer.contactId }, now };
  const message = { ...customerMessage(ticket.id, id, ticket.customer, now), text, html: null };
  await desk.db.inTransaction((tx) => receiveMessage(desk.desk, tx, request, { message, attachments: [] }));
}

type Hit = { kind: string; ticket?: { id: string }; from?: string | null };
type Found = { items: Hit[]; narrowed: string[]; searchedBackTo: string | null };
const ask = async (person: TestPerson, q: string): Promise<Found> => {
  const answer = await person.get<Found>(`/api/v1/search?q=${encodeURIComponent(q)}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const find = async (person: TestPerson, q: string) =>
  (await ask(person, q)).items.flatMap(({ ticket }) => (ticket ? [ticket.id] : []));

let coded: MadeTicket;
let called: MadeTicket;
let written: MadeTicket;
beforeAll(async () => {
  const subject = "无法登录";
  const text = "请看";
  coded = await makeTicket(desk, { subject, text });
  await say(coded, "ORA-00942，0x80070005，设备 SN-2291-X7，服务器 192.168.10.21，订单 20260302114477 没到");
  called = await makeTicket(desk, { subject, text });
  await say(called, "请回电 +86 138-1234 5678，或者 010-6552 9988");
  const customer = await makeCustomer(desk, {
    name: "王小伟",
    organisation: "云海",
    email: "wang.xiaowei@yunhai.cn",
    phone: "+8613977776666",
  });
  written = await makeTicket(desk, { subject, text, customer });
  await say(written, "谢谢");
  await work();
});

test.each([
  "ORA-00942",
  "ora00942",
  "00942",
  "ora-009",
  "0x80070005",
  "80070005",
  "0x8007",
  "sn2291",
  "2291-X7",
  "192.168.10",
])("REQ: KN-02 the code %s is found, whole, by its beginning or by its end", async (q) =>
  expect(await find(agent, q)).toEqual([coded.id]),
);

test.each(["0260302", "8.10.2", "A00942"])("REQ: KN-02 %s from the middle of a code is found", async (q) =>
  expect(await find(agent, q)).toEqual([coded.id]),
);

test.each([
  "13812345678",
  "+8613812345678",
  "+86 138 1234 5678",
  "0086 13812345678",
  "138-1234-5678",
  "(010) 6552 9988",
  "+86 10 65529988",
  "65529988",
  "+86138",
  "12345678",
  "5678 请回电",
])("REQ: KN-02 the phone number typed as %s is found however it was written", async (q) =>
  expect(await find(agent, q)).toEqual([called.id]),
);

test("REQ: KN-02 a code and a word must both stand in a message, and two codes too", async () => {
  expect(await find(agent, "ora00942 订单")).toEqual([coded.id]);
  expect(await find(agent, "ora00942 回电")).toEqual([]);
  expect(await find(agent, "00942 80070005")).toEqual([coded.id]);
  expect(await find(agent, "00942 13812345678")).toEqual([]);
  expect(await find(agent, "ora00943")).toEqual([]);
});

const ADDRESS_PARTS = ["wang.xiaowei@yun", "xiaowei", "139777", "77776666", "from:xiaowei@", "from:wang. 谢谢"];

test.each(ADDRESS_PARTS)("REQ: HA-22 by %s of an address only who may see addresses finds", async (q) => {
  expect(await find(agent, q)).toEqual([written.id]);
  expect((await ask(viewer, q)).items).toEqual([]);
  await whilePersonalDataIsSealed(desk.desk, async () => expect((await ask(agent, q)).items).toEqual([]));
});

test("REQ: HA-22 a whole address, a domain and what stands in a text find for everybody; an address for a name is masked", async () => {
  for (const q of [
    "wang.xiaowei@yunhai.cn",
    "13977776666",
    "yunhai.cn",
    "from:yunhai.cn",
    "from:wang.xiaowei@yunhai.cn",
  ])
    expect(await find(viewer, q), q).toEqual([written.id]);
  expect(await find(viewer, "138123")).toEqual([called.id]);
  expect(await find(viewer, "客户:139777")).toEqual([]);
  expect(await find(agent, "客户:139777")).toEqual([written.id]);
  await desk.sql("update message set from_name = from_address where ticket_id = $1", [written.id]);
  const [hit] = (await ask(viewer, "谢谢")).items;
  expect(hit?.from).toBe("w***@yunhai.cn");
  expect((await ask(agent, "谢谢")).items[0]?.from).toBe("wang.xiaowei@yunhai.cn");
});

test("what is erased stands nowhere among the codes", async () => {
  const ticket = await makeTicket(desk, { subject: "擦除", text: "请看" });
  await say(ticket, "错误 ZZ-4711");
  await work();
  expect(await find(agent, "zz4711")).toEqual([ticket.id]);
  await desk.sql("update message set text = '' where ticket_id = $1", [ticket.id]);
  await desk.sql("insert into search_dirty (ticket_id, fresh) values ($1, true)", [ticket.id]);
  await work();
  expect(await desk.sql("select code from search_posting where code = 'zz4711'")).toEqual([]);
  expect(await desk.sql("select code from search_code where code = 'zz4711'")).toEqual([]);
});

test("REQ: HA-22 nobody finds by a place that was left behind", async () => {
  await desk.sql(
    "insert into search_posting (code, at, entry_id) select 'stale9', at, id from search_entry where ticket_id = $1",
    [coded.id],
  );
  await desk.sql("insert into search_code (code) values ('stale9')");
  expect(await find(agent, "stale9")).toEqual([]);
});

test("of what too many codes hold the newest are looked at, and the reader is told what was left out", async () => {
  const ticket = await makeTicket(desk, { subject: "批量", text: "见清单" });
  const numbered = (from: number) => Array.from({ length: 200 }, (_, at) => `QX${from + at}-7788`).join(" ");
  await say(ticket, numbered(1_000));
  await say(ticket, numbered(1_200));
  await say(coded, "7788-A");
  await work();
  expect(await find(agent, "qx1")).toEqual([ticket.id]);
  const narrowed = await ask(agent, "7788");
  expect(narrowed.items.map((hit) => hit.ticket?.id)).toEqual([coded.id]);
  expect(narrowed.narrowed).toEqual(["7788"]);
  expect((await ask(agent, "1001-7788")).narrowed).toEqual([]);
});

test("what an earlier version wrote is found while it is put in order, step by step, and afterwards", async () => {
  const codes = ["sn2291", "12345678", "xiaowei", "0260302"];
  const found = async () => Promise.all(codes.map((q) => find(agent, q)));
  const before = await found();
  const postings = await desk.sql("select * from search_posting where code <> 'stale9' order by code, at, entry_id");
  await desk.sql("truncate search_posting, search_code");
  await desk.sql("create index search_entry_codes on search_entry using gin (codes gin_trgm_ops)");
  await desk.sql("update search_rebuild set finished_at = null, tickets_total = (select count(*) from ticket)");
  expect(await found()).toEqual(before);
  expect(await rebuildSome(desk.db, 2)).toBe(2);
  expect(await found()).toEqual(before);
  const late = await makeTicket(desk, { subject: "中途", text: "请看" });
  await say(late, "错误 MID-5501");
  await work();
  expect(await find(agent, "mid5501")).toEqual([late.id]);
  while ((await rebuildSome(desk.db, 2)) !== null);
  expect(await rebuildSome(desk.db, 2)).toBeNull();
  expect(await found()).toEqual(before);
  expect(await find(agent, "mid5501")).toEqual([late.id]);
  const after = await desk.sql<{ entry_id: string }>("select * from search_posting order by code, at, entry_id");
  const ofLate = await desk.sql<{ id: string }>("select id from search_entry where ticket_id = $1", [late.id]);
  expect(after.filter((row) => !ofLate.some(({ id }) => id === row.entry_id))).toEqual(postings);
  expect(await desk.sql("select to_regclass('search_entry_codes') as there")).toEqual([{ there: null }]);
});
