import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  changeContact,
  changeOrganisation,
  contactCard,
  contactDuplicates,
  eraseContact,
  findContact,
  findOrMakeContact,
  findOrganisation,
  listContacts,
  listOrganisations,
  makeContact,
  makeOrganisation,
  mergeContacts,
  mergeOrganisations,
  mergersInto,
  organisationDuplicates,
  unmergeContact,
  unmergeOrganisation,
  type ContactFilter,
  type CustomerHooks,
  type TicketMove,
} from "./index.ts";

const { db } = await testDatabase();
const NOW = Date.parse("2026-03-02T01:00:00Z");
let tick = NOW;
let calls: [string, unknown][] = [];
const hooks: CustomerHooks = {
  onContactsMerged: async (_tx, move: TicketMove) => {
    calls.push(["contacts", move]);
    return move.ticketIds ? [...move.ticketIds] : ["t1", "t2"];
  },
  onOrganisationsMerged: async (_tx, move) => {
    calls.push(["organisations", move]);
    return ["t3"];
  },
  onContactsJoined: async (_tx, joined) => void calls.push(["joined", joined]),
  onContactErased: async (_tx, erased) => void calls.push(["erased", erased]),
};
const by = { staffId: null, now: NOW, hooks };

beforeEach(async () => {
  calls = [];
  await db.pool.query("truncate customer_merger, contact_address, contact, organisation_domain, organisation cascade");
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.inTransaction(work);
const sender = (address: string, name = "王伟") =>
  inTx((tx) => findOrMakeContact(tx, { name, address, language: "zh" }, NOW));
const organisation = (name: string, domains: string[] = [], tier: "strategic" | "basic" = "basic") =>
  inTx((tx) => makeOrganisation(tx, { name, tier, adviserId: null, note: "" }, domains, by));
const contact = (name: string, reach: { emails?: string[]; phones?: string[] } = {}, organisationId?: string) =>
  inTx((tx) =>
    makeContact(
      tx,
      {
        name,
        organisationId: organisationId ?? null,
        title: "",
        language: "zh",
        timeZone: null,
        preferredChannel: null,
        note: "",
      },
      reach,
      (tick += 1),
    ),
  );

test("REQ: IN-13 a sender is found by address, placed by domain, and at worst proposed", async () => {
  const id = await organisation("云海科技", ["yunhai.cn"], "strategic");
  const first = await sender("Wang.Wei@it.YunHai.cn");
  expect(first).toMatchObject({ organisationId: id, tier: "strategic", isNew: true, proposedDomain: null });
  expect(await sender("wang.wei@it.yunhai.cn", "别人")).toMatchObject({ contactId: first.contactId, isNew: false });
  expect(await sender("a@unknown.cn")).toMatchObject({ organisationId: null, proposedDomain: "unknown.cn" });
  expect(await sender("a@qq.com")).toMatchObject({ organisationId: null, tier: "basic", proposedDomain: null });
  const nobody = await sender("undisclosed-recipients:;", "");
  expect(await contactCard(db.reading, nobody.contactId)).toMatchObject({ name: "?", emails: [] });
});

test("twenty mails of one new sender at once make one contact", async () => {
  const found = await Promise.all(Array.from({ length: 20 }, () => sender("new@storm.cn")));
  expect(new Set(found.map((one) => one.contactId)).size).toBe(1);
  expect(found.filter((one) => one.isNew)).toHaveLength(1);
});

test("an organisation that gets its domain gets the people who write from it", async () => {
  const waiting = await sender("a@sub.later.cn");
  const other = await sender("a@notlater.cn");
  const id = await organisation("后来公司", ["later.cn"]);
  expect((await findContact(db.reading, waiting.contactId))?.organisationId).toBe(id);
  expect((await findContact(db.reading, other.contactId))?.organisationId).toBeNull();
  expect(calls).toEqual([["joined", { contactIds: [waiting.contactId], organisationId: id, staffId: null, now: NOW }]]);
});

test("two people never overwrite each other's edit", async () => {
  const id = await contact("李娜", { emails: ["li@a.cn"] });
  await inTx((tx) => changeContact(tx, { id, version: 1 }, { title: "主任" }, NOW));
  await expect(inTx((tx) => changeContact(tx, { id, version: 1 }, { title: "经理" }, NOW))).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await findContact(db.reading, id)).toMatchObject({ title: "主任", version: 2 });
});

test("an address belongs to one contact, and says whose it is", async () => {
  const id = await contact("李娜", { emails: ["li@a.cn"], phones: ["138 1234 5678"] });
  await expect(contact("别人", { phones: ["+8613812345678"] })).rejects.toMatchObject({
    code: "address_taken",
    params: { contactId: id },
  });
  await expect(contact("别人", { phones: ["6552 9988"] })).rejects.toMatchObject({ code: "address_invalid" });
  await inTx((tx) => changeContact(tx, { id, version: 1 }, { emails: ["new@a.cn", "li@a.cn"], phones: [] }, NOW));
  expect(await contactCard(db.reading, id)).toMatchObject({ emails: ["new@a.cn", "li@a.cn"], phones: [] });
});

test("a public mail provider's domain, or another's, is refused", async () => {
  await organisation("甲", ["jia.cn"]);
  await expect(organisation("乙", ["qq.com"])).rejects.toMatchObject({ code: "domain_invalid" });
  await expect(organisation("乙", ["jia.cn"])).rejects.toMatchObject({ code: "domain_taken" });
});

test("merging contacts moves addresses and tickets; undoing moves exactly these back", async () => {
  const organisationId = await organisation("甲");
  const from = await contact("王伟", { emails: ["ww@a.cn"], phones: ["13800000001"] }, organisationId);
  const into = await contact("王伟", { emails: ["wang@b.cn"] });
  await inTx((tx) => mergeContacts(tx, { fromId: from, intoId: into }, by));
  expect(await findContact(db.reading, from)).toMatchObject({ id: into, organisationId });
  expect(await sender("ww@a.cn")).toMatchObject({ contactId: into, isNew: false });
  expect(await contactCard(db.reading, into)).toMatchObject({
    emails: ["wang@b.cn", "ww@a.cn"],
    phones: ["+8613800000001"],
  });
  expect(await mergersInto(db.reading, into)).toMatchObject([{ fromId: from, name: "王伟" }]);
  await inTx((tx) => unmergeContact(tx, from, by));
  expect(await contactCard(db.reading, from)).toMatchObject({ id: from, emails: ["ww@a.cn"] });
  expect(await contactCard(db.reading, into)).toMatchObject({ emails: ["wang@b.cn"], phones: [], organisation: null });
  expect(calls.at(-1)).toEqual([
    "contacts",
    { fromId: into, intoId: from, ticketIds: ["t1", "t2"], staffId: null, now: NOW },
  ]);
});

test("a merger into what was merged since must be undone from the end", async () => {
  const [a, b, c] = [await contact("甲"), await contact("乙"), await contact("丙")];
  await inTx((tx) => mergeContacts(tx, { fromId: a, intoId: b }, by));
  await inTx((tx) => mergeContacts(tx, { fromId: b, intoId: c }, by));
  expect((await findContact(db.reading, a))?.id).toBe(c);
  await expect(inTx((tx) => unmergeContact(tx, a, by))).rejects.toMatchObject({ code: "contact_gone" });
  await expect(inTx((tx) => mergeContacts(tx, { fromId: c, intoId: a }, by))).rejects.toMatchObject({
    code: "contact_gone",
  });
  await expect(inTx((tx) => mergeContacts(tx, { fromId: c, intoId: c }, by))).rejects.toMatchObject({
    code: "merge_customer_into_itself",
  });
});

test("merging organisations moves people and domains, and undoing brings them home", async () => {
  const from = await organisation("华为技术有限公司", ["hw.cn"]);
  const into = await organisation("深圳华为技术", ["hws.cn"], "strategic");
  const person = await contact("张三", {}, from);
  await inTx((tx) => mergeOrganisations(tx, { fromId: from, intoId: into }, by));
  expect(await sender("x@hw.cn")).toMatchObject({ organisationId: into, tier: "strategic" });
  expect((await findOrganisation(db.reading, from))?.id).toBe(into);
  await inTx((tx) => unmergeOrganisation(tx, from, by));
  expect((await findContact(db.reading, person))?.organisationId).toBe(from);
  expect((await findOrganisation(db.reading, into))?.domains).toEqual(["hws.cn"]);
});

test("an erased person is nowhere left, and may come back as a stranger", async () => {
  const old = await contact("王伟", { emails: ["old@a.cn"] });
  const id = await contact("王伟", { emails: ["ww@a.cn"], phones: ["13800000001"] });
  await inTx((tx) => mergeContacts(tx, { fromId: old, intoId: id }, by));
  await inTx((tx) => eraseContact(tx, id, by));
  const left = await db.pool.query(
    `select c::text as row from contact c union all select a::text from contact_address a
     union all select m::text from customer_merger m`,
  );
  expect(left.rows.map((row: { row: string }) => row.row).join("\n")).not.toMatch(/王伟|ww@a|old@a|13800000001/);
  expect(calls).toContainEqual(["erased", expect.objectContaining({ contactIds: expect.arrayContaining([old, id]) })]);
  expect((await sender("ww@a.cn")).isNew).toBe(true);
});

test("customers are found by two characters of a name, a part of an address, the tail of a phone", async () => {
  const a = await organisation("云海科技", ["yunhai.cn"]);
  const wang = await contact("王小伟", { emails: ["wang@yunhai.cn"], phones: ["138 1234 5678"] }, a);
  await contact("李娜", { emails: ["li_na@b.cn"] });
  const ids = async (q: string, whole = false) =>
    (await listContacts(db.reading, { q }, { limit: 50 }, whole)).items.map((item) => item.id);
  for (const q of ["小伟", "王", "云海", "WANG@yun", "5678", "1381234", "138 1234"])
    expect(await ids(q)).toEqual([wang]);
  for (const q of ["伟小", "l%n", "lixna"]) expect(await ids(q)).toEqual([]);
  expect(await ids("5678", true)).toEqual([]);
  expect(await ids("13812345678", true)).toEqual([wang]);
  expect((await listOrganisations(db.reading, { q: "海科" }, { limit: 50 })).items).toMatchObject([
    { id: a, contacts: 1, domains: ["yunhai.cn"] },
  ]);
});

test("pages of a list hold every contact once, whatever is added meanwhile", async () => {
  for (let at = 0; at < 25; at += 1) await contact(`人${at}`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listContacts(db.reading, {}, { limit: 10, cursor }, false);
    seen.push(...page.items.map((item) => item.name));
    cursor = page.nextCursor ?? undefined;
    await contact("后来的");
  } while (cursor);
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
  await expect(listContacts(db.reading, {}, { limit: 10, cursor: "x" }, false)).rejects.toMatchObject({
    code: "cursor_invalid",
  });
});

test("pages of what was looked for hold each customer once, by whichever way he is found, one character too", async () => {
  const yun = await organisation("云海科技", ["yunhai.cn"], "strategic");
  const made: string[] = [];
  for (let at = 0; at < 25; at += 1) {
    const reach = at % 3 === 0 ? { emails: [`yun${at}@a.cn`] } : {};
    const one = await contact(at % 2 ? `云朵${at}` : `李雷${at}`, reach, at % 5 === 0 ? yun : undefined);
    if (at % 2 || at % 5 === 0) made.push(one);
  }
  const pagesOf = async (filter: ContactFilter) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listContacts(db.reading, filter, { limit: 4, ...(cursor ? { cursor } : {}) }, false);
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor);
    return seen;
  };
  expect(await pagesOf({ q: "云" })).toEqual(made.toReversed());
  expect(await pagesOf({ q: "朵1" })).toHaveLength(6);
  expect(await pagesOf({ q: "yu" })).toHaveLength(9);
  expect(await pagesOf({ q: "un" })).toEqual([]);
  expect(await pagesOf({ q: "云", tier: "strategic" })).toHaveLength(5);
  expect((await listOrganisations(db.reading, { q: "技" }, { limit: 4 })).items).toHaveLength(1);
});

test("REQ: IN-12 likely duplicates are suggested with their reason", async () => {
  const a = await organisation("深圳市华为技术有限公司");
  const b = await organisation("华为技术（中国）");
  await organisation("深圳市兆华有限公司");
  const one = (await findOrganisation(db.reading, a))!;
  expect(await organisationDuplicates(db.reading, one)).toMatchObject([{ id: b, why: "same_name", score: 1 }]);
  const wang = await contact("王伟", { emails: ["ww@a.cn"] }, a);
  const same = await contact("王伟", { emails: ["w2@a.cn"] }, a);
  const mailbox = await contact("Wang Wei", { emails: ["ww@b.cn"] }, a);
  const elsewhere = await contact("王伟");
  await contact("王小伟", {}, a);
  const found = await contactDuplicates(db.reading, (await findContact(db.reading, wang))!);
  expect(found.map((each) => [each.id, each.why])).toEqual([
    [same, "same_name"],
    [elsewhere, "same_name_elsewhere"],
    [mailbox, "same_mailbox"],
  ]);
});

test("an organisation that changed meanwhile is not overwritten", async () => {
  const id = await organisation("甲", ["jia.cn"]);
  await inTx((tx) => changeOrganisation(tx, { id, version: 1 }, { domains: ["jia2.cn"], tier: "strategic" }, by));
  expect(await findOrganisation(db.reading, id)).toMatchObject({ domains: ["jia2.cn"], tier: "strategic", version: 2 });
  await expect(inTx((tx) => changeOrganisation(tx, { id, version: 1 }, { name: "丁" }, by))).rejects.toMatchObject({
    code: "conflict",
  });
});
