import { expect, test } from "vitest";
import { testDesk } from "../../../test/support/test-desk.ts";
import type { ImportPreview, ImportReport } from "../../contract/customer-shapes.ts";
import { customerFeature } from "./index.ts";

const depsOf = (parts: { db: typeof desk.db; desk: typeof desk.desk; clock: typeof desk.clock }) => ({
  db: parts.db,
  desk: parts.desk,
  now: parts.clock.now,
  customersChanged: async () => undefined,
});
const desk = await testDesk((parts) => [customerFeature(depsOf(parts))]);
const { jobs } = customerFeature(depsOf(desk));
const supervisor = await desk.person("supervisor");
const agent = await desk.person("agent");

async function work(jobsMax = 100): Promise<number> {
  let done = 0;
  for (; done < jobsMax; done += 1) {
    const [job] = await desk.sql<{ id: string; payload: unknown }>(
      `select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'import_customers' order by j.id limit 1`,
    );
    if (!job) break;
    await desk.sql("delete from graphile_worker._private_jobs where id = $1", [job.id]);
    await jobs["import_customers"]!(job.payload, { number: 1, max: 1 });
  }
  return done;
}
const upload = async (content: Buffer | string, name = "customers.csv") =>
  supervisor.upload<ImportPreview>("/api/v1/customer-imports", {
    name,
    type: "text/csv",
    content: Buffer.isBuffer(content) ? content : Buffer.from(content),
  });
const run = async ({ report, mapping }: ImportPreview) =>
  supervisor.send<ImportReport>("POST", `/api/v1/customer-imports/${report.id}/execution`, { mapping });
const show = async (id: string) => (await supervisor.get<ImportReport>(`/api/v1/customer-imports/${id}`)).body;

const FILE = `公司名称,域名,客户等级,联系人,邮箱,手机号,备注
云海科技,yunhai.cn,战略,王伟,wang@yunhai.cn,138 1234 5678,"第一行
第二行"
云海科技,,,李娜,li@yunhai.cn；li2@yunhai.cn,,
只有公司,,,,,,
,,,赵六,不是邮箱,123,
,,,没有地址,,,
星河,qq.com,钻石,孙七,sun@xing.cn,,
`;

test("a file is previewed: encoding, mapping, rows, and every bad cell with line, column and reason", async () => {
  const { status, body } = await upload(FILE);
  expect(status).toBe(201);
  expect(body.report).toMatchObject({ encoding: "UTF-8", delimiter: ",", state: "uploaded", rowsTotal: 6 });
  expect(body.mapping).toEqual({ organisation: 0, domain: 1, tier: 2, name: 3, email: 4, phone: 5, note: 6 });
  expect(body.rows[1]).toMatchObject({
    line: 4,
    cells: ["云海科技", "", "", "李娜", "li@yunhai.cn；li2@yunhai.cn", "", ""],
  });
  expect(body.badRowsTotal).toBe(3);
  expect(body.badRows[0]).toMatchObject({
    line: 6,
    complaints: [
      { column: "邮箱", value: "不是邮箱", reason: { zh: "不是有效的邮箱地址" } },
      { column: "手机号", value: "123" },
    ],
  });
  expect(await desk.sql("select id from contact")).toEqual([]);
});

test("running it makes customers, counts, and keeps the bad rows; the same file again doubles nothing", async () => {
  const first = (await upload(FILE)).body;
  expect((await run(first)).status).toBe(202);
  expect((await run(first)).body).toMatchObject({ code: "import_already_run" });
  await work();
  expect(await show(first.report.id)).toMatchObject({
    state: "done",
    rowsDone: 6,
    contactsMade: 2,
    organisationsMade: 2,
    unchanged: 0,
    badRows: 3,
  });
  const made = await desk.sql(
    `select c.name, o.name as organisation, o.tier from contact c left join organisation o on o.id = c.organisation_id order by c.name`,
  );
  expect(made).toEqual([
    { name: "李娜", organisation: "云海科技", tier: "strategic" },
    { name: "王伟", organisation: "云海科技", tier: "strategic" },
  ]);
  const bad = await supervisor.get(`/api/v1/customer-imports/${first.report.id}/bad-rows`);
  expect(bad.text.split("\r\n")).toHaveLength(5);
  expect(bad.text).toMatch(/^\uFEFF行号,公司名称/);
  expect(bad.text).toContain("缺少邮箱或电话");

  const state = async () =>
    desk.sql(
      "select (select count(*) from contact) as c, (select count(*) from organisation) as o, (select count(*) from contact_address) as a, (select sum(version) from contact) as v",
    );
  const before = await state();
  const again = (await upload(FILE)).body;
  await run(again);
  await work();
  expect(await state()).toEqual(before);
  expect(await show(again.report.id)).toMatchObject({
    contactsMade: 0,
    contactsChanged: 0,
    organisationsMade: 0,
    unchanged: 3,
    badRows: 3,
  });
});

test("what is known is completed: empty cells change nothing, new ones do", async () => {
  const { body } = await upload("姓名,邮箱,手机,职务\n,wang@yunhai.cn,13900000009,主任\n");
  await run(body);
  await work();
  expect(await show(body.report.id)).toMatchObject({ contactsChanged: 1 });
  const [wang] = await desk.sql(
    `select c.name, c.title, array(select value from contact_address a where a.contact_id = c.id order by value) as reach
       from contact c where c.name = '王伟'`,
  );
  expect(wang).toEqual({ name: "王伟", title: "主任", reach: ["+8613812345678", "+8613900000009", "wang@yunhai.cn"] });
  const split = (await upload("姓名,邮箱,手机\n谁,li@yunhai.cn,13812345678\n")).body;
  await run(split);
  await work();
  const bad = await supervisor.get(`/api/v1/customer-imports/${split.report.id}/bad-rows`);
  expect(bad.text).toContain("分别属于不同的联系人");
});

const GBK = Buffer.from("d0d5c3fb2cd3cacfe40d0ac1d6d3ea2c6c696e4079752e636e0d0a", "hex");
test.each([
  ["GBK", GBK, "GBK"],
  ["UTF-8 with a mark", Buffer.from("\uFEFF姓名,邮箱\n林雨,lin@yu.cn\n"), "UTF-8"],
  ["UTF-16", Buffer.from("\uFEFF姓名\t邮箱\n林雨\tlin@yu.cn\n", "utf16le"), "UTF-16"],
  ["semicolons", Buffer.from("姓名;邮箱\n林雨;lin@yu.cn\n"), "UTF-8"],
])("a file in %s is read", async (_name, content, encoding) => {
  const { body } = await upload(content);
  expect(body.report.encoding).toBe(encoding);
  expect(body.mapping).toEqual({ name: 0, email: 1 });
  expect(body.rows).toMatchObject([{ line: 2, cells: ["林雨", "lin@yu.cn"] }]);
});

test("what cannot be read is refused with the line, what is too much with the bound", async () => {
  const open = await upload('姓名,邮箱\n王,a@b.cn\n"没有结束,x\n');
  expect(open.status).toBe(422);
  expect(open.body).toMatchObject({ code: "import_unreadable" });
  expect((await upload("")).body).toMatchObject({ code: "import_unreadable" });
  const long = await upload(`邮箱\n${Array.from({ length: 10_001 }, (_, at) => `a${at}@b.cn`).join("\n")}\n`);
  expect(long.body).toMatchObject({ code: "import_too_long", params: { rowsMax: 10_000 } });
  const blind = (await upload("甲,乙\n1,2\n")).body;
  expect((await run(blind)).body).toMatchObject({ code: "import_columns_missing" });
  expect((await agent.get("/api/v1/customer-imports")).status).toBe(403);
});

test("another mapping is tried before anything runs; a file without headings too", async () => {
  const { body } = await upload("林雨,lin9@yu.cn\n");
  expect(body).toMatchObject({ headers: ["#1", "#2"], mapping: {}, rows: [{ line: 1 }] });
  const other = await supervisor.send<ImportPreview>("POST", `/api/v1/customer-imports/${body.report.id}/preview`, {
    mapping: { name: 0, email: 1 },
  });
  expect(other.body).toMatchObject({ badRowsTotal: 0, mapping: { name: 0, email: 1 } });
});

test("an import that stops half way goes on where it stood", async () => {
  const rows = Array.from({ length: 700 }, (_, at) => `批量${at},bulk${at}@bulk.cn`).join("\n");
  const { body } = await upload(`姓名,邮箱\n${rows}\n`);
  await run(body);
  expect(await work(1)).toBe(1);
  expect(await show(body.report.id)).toMatchObject({ state: "running", rowsDone: 500 });
  await Promise.all([jobs["import_customers"]!({ importId: body.report.id }, { number: 1, max: 1 }), work()]);
  expect(await show(body.report.id)).toMatchObject({ state: "done", rowsDone: 700, contactsMade: 700, badRows: 0 });
  expect(await desk.sql("select count(*) as n from contact where name like '批量%'")).toEqual([{ n: 700 }]);
});

test("files of customers go after thirty days", async () => {
  desk.clock.advance(31 * 24 * 3_600_000);
  await jobs["forget_customer_imports"]!({}, { number: 1, max: 1 });
  expect((await supervisor.get("/api/v1/customer-imports")).body["items"]).toEqual([]);
});
