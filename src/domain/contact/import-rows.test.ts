import { expect, test } from "vitest";
import { csvLine, undefused } from "../csv-line.ts";
import { guessColumns, isUsable, readCustomerRow } from "./index.ts";

test("headings are understood in both languages, whatever their spelling", () => {
  expect(guessColumns(["公司名称", "联系人", "手机号", "E-Mail ", "职位", "备注"])).toEqual({
    organisation: 0,
    name: 1,
    phone: 2,
    email: 3,
    title: 4,
    note: 5,
  });
  expect(guessColumns(["Full Name", "Email_Address", "Company", "Phone Number"])).toEqual({
    name: 0,
    email: 1,
    organisation: 2,
    phone: 3,
  });
  expect(isUsable(guessColumns(["甲", "乙"]))).toBe(false);
});

const mapping = { organisation: 0, domain: 1, tier: 2, name: 3, email: 4, phone: 5, language: 6 };
const read = (...cells: string[]) => readCustomerRow(cells, mapping);

test("a whole row is read, several addresses in one cell too", () => {
  expect(
    read(
      "云海科技",
      "https://www.yunhai.cn/x",
      "战略",
      " 王伟 ",
      "A@yunhai.cn；b@yunhai.cn",
      "'+86 138 1234 5678、010-65529988",
      "中文",
    ),
  ).toEqual({
    row: {
      organisation: { name: "云海科技", domains: ["yunhai.cn"], tier: "strategic" },
      contact: {
        name: "王伟",
        title: null,
        emails: ["a@yunhai.cn", "b@yunhai.cn"],
        phones: ["+8613812345678", "+861065529988"],
        language: "zh",
        note: null,
      },
    },
    complaints: [],
  });
  expect(read("只有公司", "", "", "", "", "").complaints).toEqual([]);
});

test("everything that is wrong is said, by column", () => {
  const { complaints } = read("甲", "qq.com", "钻石", "x".repeat(201), "no", "123", "法文");
  expect(complaints.map((complaint) => complaint.column).toSorted()).toEqual([
    "domain",
    "email",
    "language",
    "name",
    "phone",
    "tier",
  ]);
  expect(read("", "", "", "王伟", "", "").complaints).toMatchObject([
    { column: "email", reason: { zh: "缺少邮箱或电话" } },
  ]);
  expect(read("", "a.cn", "", "", "a@a.cn", "").complaints).toMatchObject([{ column: "organisation" }]);
});

test("no cell of a written file runs as a formula, and reading it gives the cell back", () => {
  for (const cell of ["=1+1", "+8613812345678", "-2", "@x", "\tx", 'a"b,c', "plain"]) {
    const [written] = csvLine([cell]).split("\r\n");
    expect(written).not.toMatch(/^"?[=+\-@\t]/);
    expect(undefused(written!.replace(/^"|"$/g, "").replaceAll('""', '"'))).toBe(cell);
  }
});
