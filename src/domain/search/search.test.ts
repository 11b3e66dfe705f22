import fc from "fast-check";
import { expect, test } from "vitest";
import { readDateRange } from "./date-range.ts";
import { indexTexts, lexemeQuery, makeSnippet, markText, parseSearch, squashCode } from "./index.ts";
import { dateOf, dayNumber, isDate } from "./local-date.ts";
import { termsOf, type Term } from "./search-terms.ts";

const today = { year: 2026, month: 3, day: 4 };
const cutAs =
  (...words: string[]) =>
  () =>
    words;
const whole = (run: string) => [run];
const parse = (q: string) => parseSearch(q, { today, cut: whole });

/** What PostgreSQL does with a term, over what was indexed. */
function finds(text: string, term: Term): boolean {
  const { lexemes, codes } = indexTexts([text]);
  if (term.kind === "code") return codes.includes(term.code);
  return term.lexemes.every((lexeme, at) =>
    term.kind === "words" && term.prefix && at === term.lexemes.length - 1
      ? lexemes.some((each) => each.startsWith(lexeme))
      : lexemes.includes(lexeme),
  );
}

const hanzi = fc.stringMatching(/^[\u4e00-\u9fa5]{1,12}$/);
test("REQ: KN-02 any part of a Chinese text is found, however short, wherever it is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hanzi, fc.stringMatching(/^[A-Za-z ,.。，]{1,6}$/))), hanzi, (around, wanted) => {
      const text = [...around.slice(0, 3), wanted, ...around.slice(3)].join(" ");
      const [term] = termsOf(wanted, whole);
      expect(finds(text, term!)).toBe(true);
    }),
  );
});

test.each([
  ["café naïve", ["café", "naïve"]],
  ["abc中文def", ["abc", "中文", "文", "def"]],
  ["2号楼b座", ["2", "号楼", "楼", "b", "座"]],
  ["Łódź1 aд", ["łódź1", "aд"]],
  ["カタカナ x々", ["カタ", "タカ", "カナ", "ナ", "x", "々"]],
])("%s is cut where a script of characters begins or ends, not within a word", (text, lexemes) => {
  expect(indexTexts([text]).lexemes).toEqual(lexemes);
});

test.each([
  ["升级后出现 E-1024 错误", "e1024"],
  ["错误E1024导致停机", "E 1024".replace(" ", "-")],
  ["蓝屏代码 0x80070005，请处理", "80070005"],
  ["ERR_CONNECTION_RESET 出现三次", "err_connection"],
  ["请回电 138 1234-5678", "13812345678"],
  ["请回电 13812345678 谢谢", "12345678"],
  ["版本 2.14.3 有问题", "2.14.3"],
  ["来自 wang.wei@yunhai.cn 的邮件", "wei@yunhai"],
  ["服务器 192.168.10.21 无响应", "192.168.10"],
])("in %s the code %s is found", (text, wanted) => {
  const terms = termsOf(wanted, whole);
  expect(terms.every((term) => finds(text, term))).toBe(true);
  expect(terms[0]!.kind).toBe("code");
});

test("English words are found by their beginning, in any case", () => {
  const [term] = termsOf("PRINT", whole);
  expect(finds("The Printers are offline", term!)).toBe(true);
  expect(finds("blueprint", term!)).toBe(false);
});

test("a run is cut into words, single characters stay together, empty words go", () => {
  expect(termsOf("我的打印机连不上", cutAs("我", "的", "打印机", "连", "不", "上")).map((term) => term.text)).toEqual([
    "打印机",
    "连不上",
  ]);
  expect(termsOf("打印机无法连接E1024", cutAs("打印机", "无法", "连接")).map((term) => term.kind)).toEqual([
    "words",
    "words",
    "words",
    "code",
  ]);
  expect(lexemeQuery(termsOf("打印机 it's", whole))).toBe("'打印' & '印机' & ('it':* | '!it':*) & ('s':* | '!s':*)");
  expect(lexemeQuery(termsOf("it", whole), false)).toBe("'it':*");
});

test("a code is no word: its letters in front are one, and the words stay few however many codes there are", () => {
  expect(indexTexts(["SN20261103 and ERR_1024, c7, u8, 13 of win10pro, 2b3c"]).lexemes.toSorted()).toEqual(
    ["13", "and", "c7", "err", "of", "sn", "u8", "win"].toSorted(),
  );
  expect(indexTexts([], ["wang2024@o12.example"]).lexemes).toEqual(["!wang", "example"]);
  const many = Array.from({ length: 500 }, (_, at) => `po${10_000 + at}`);
  expect(indexTexts([many.join(" ")]).lexemes).toEqual(["po"]);
});

test.each([
  ["错误 E-1024 出现", '"E-1024 出现"', ["e1024"]],
  ["电话 138 1234 5678 打不通", '"138 1234 5678 打不通"', ["13812345678"]],
  ["ERR1024", '"err1024"', ["err1024"]],
  ["错误 13 又来了", '"错误 13"', []],
])("of %s the quotation %s is found by its words and its codes", (text, q, codes) => {
  const { terms } = parse(q);
  expect(terms.flatMap((term) => (term.kind === "code" ? [term.code] : []))).toEqual(codes);
  expect(terms.every((term) => finds(text, term))).toBe(true);
});

test("whatever stands side by side is found by quoting it, codes and numbers too", () => {
  const said = fc.constantFrom(
    "E-1024",
    "SN20261103",
    "138 1234 5678",
    "+86 13812345678",
    "2.14.3",
    "0x80070005",
    "404",
    "13",
    "u8",
  );
  const word = fc.oneof(
    said,
    hanzi,
    fc.stringMatching(/^[a-z]{1,4}[0-9]{0,5}$/),
    fc.constantFrom("wang2024@o12.cn", "版本2"),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 3, maxLength: 8 }), fc.constantFrom(" ", "，", ", "), (words, between) => {
      const text = words.join(between);
      const { terms } = parse(`"${words.slice(1, -1).join(between)}"`);
      expect(terms.filter((term) => !finds(text, term))).toEqual([]);
    }),
  );
});

test("filters are understood in both languages, with both colons, several values and quotes", () => {
  const { filters, words, chips, problems } = parse(
    '状态：处理中,新建 打印机 from:wang@a.cn 负责人:我 小组:"二线 支持" 优先级:p1 编号:HD-1024 创建:2026-01 标签:延迟',
  );
  expect(filters).toMatchObject({
    state: ["open", "new"],
    from: ["wang@a.cn"],
    assignee: [{ kind: "me" }],
    team: [{ kind: "named", text: "二线 支持" }],
    priority: ["P1"],
    number: [1024],
    created: [{ from: "2026-01-01", until: "2026-02-01" }],
    tag: ["延迟"],
  });
  expect(words).toEqual(["打印机"]);
  expect(problems).toEqual([]);
  expect(chips[0]).toEqual({
    key: "state",
    value: "处理中",
    label: { zh: "状态：处理中", en: "state: open" },
    start: 0,
    end: 9,
  });
  expect(parse("state:open").filters).toEqual(parse("状态:处理中").filters);
});

test("what is no filter is a word; what is wrong is said, and the rest is searched", () => {
  expect(parse("Error:1024 http://a.cn/x").words).toEqual(["Error:1024", "http://a.cn/x"]);
  const wrong = parse("状态:飞 创建:2026-13 打印");
  expect(wrong.problems.map((problem) => [problem.start, problem.end])).toEqual([
    [0, 4],
    [5, 15],
  ]);
  expect(wrong.problems[0]!.what.zh).toContain("处理中");
  expect(wrong.words).toEqual(["打印"]);
  expect(parse("状态:").problems).toHaveLength(1);
});

test('a "phrase" stays together', () => {
  expect(parse('"disk full" “无法 登录”').terms).toEqual([
    { kind: "phrase", text: "disk full", lexemes: ["disk", "full"] },
    { kind: "phrase", text: "无法 登录", lexemes: ["无法", "登录"] },
  ]);
});

test("no input breaks the parser, and every place is inside the text", () => {
  const bits = fc.constantFrom("状态:", "from:", '"', "“", "处理中", " ", ":", "：", "a1-", "打", "'", "\\", "..", ",");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(bits).map((parts) => parts.join("")),
      ),
      (q) => {
        const parsed = parse(q);
        lexemeQuery(parsed.terms);
        makeSnippet(q, parsed.terms);
        for (const place of [...parsed.chips, ...parsed.problems]) {
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeLessThanOrEqual(q.length);
        }
      },
    ),
  );
});

test.each([
  ["2026", "2026-01-01", "2027-01-01"],
  ["2024-02", "2024-02-01", "2024-03-01"],
  ["2024年2月29日", "2024-02-29", "2024-03-01"],
  ["2025-12", "2025-12-01", "2026-01-01"],
  [">2026-01", "2026-02-01", null],
  [">=2026-01-15", "2026-01-15", null],
  ["<2026-01", null, "2026-01-01"],
  ["<=2026-01", null, "2026-02-01"],
  ["2026-01..2026-02-10", "2026-01-01", "2026-02-11"],
  ["今天", "2026-03-04", "2026-03-05"],
  ["yesterday", "2026-03-03", "2026-03-04"],
  ["本周", "2026-03-02", "2026-03-09"],
  ["上月", "2026-02-01", "2026-03-01"],
  ["7天", "2026-02-26", "2026-03-05"],
])("the date %s is from %s until %s", (text, from, until) => {
  expect(readDateRange(text, today)).toEqual({ from, until });
});

test.each(["2026-13", "2025-02-29", "soon", "", "..", "2026-01.."])("%s", (text) => {
  const range = readDateRange(text, today);
  if (text === "2026-01..") expect(range).toEqual({ from: "2026-01-01", until: null });
  else expect(range).toBeNull();
});

test("day numbers agree with the platform's calendar for every day of four centuries", () => {
  for (
    let day = dayNumber({ year: 1900, month: 1, day: 1 });
    day < dayNumber({ year: 2300, month: 1, day: 1 });
    day += 1
  ) {
    const date = new Date(day * 86_400_000);
    const here = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    if (JSON.stringify(dateOf(day)) !== JSON.stringify(here) || dayNumber(here) !== day || !isDate(here))
      expect.unreachable(date.toISOString());
  }
});

test("a snippet shows where most terms stand, marked, and stays plain text", () => {
  const text = `${"无关内容。".repeat(60)}打印机在升级后\n报错 E-1024，<b>无法</b>打印。${"其他。".repeat(100)}`;
  const terms = parse("打印机 e1024 无法").terms;
  const snippet = makeSnippet(text, terms)!;
  expect(snippet.text.length).toBeLessThan(150);
  expect(snippet.marks.map(([from, to]) => snippet.text.slice(from, to))).toEqual(["打印机", "E-1024", "无法"]);
  expect(snippet.text).toContain("<b>");
  expect(makeSnippet("什么都没有", terms)).toBeNull();
  expect(markText("Printer error", parse("print").terms)).toEqual({ text: "Printer error", marks: [[0, 5]] });
  expect(makeSnippet("回电 138 1234 5678", parse("13812345678").terms)!.marks).toHaveLength(1);
});

test("what is indexed is bounded", () => {
  const { lexemes, codes } = indexTexts([Array.from({ length: 200_000 }, (_, at) => `w${at}`).join(" ")]);
  expect(lexemes.length).toBeLessThanOrEqual(60_000);
  expect(codes.length).toBeLessThanOrEqual(40_000);
  expect(squashCode("Ｅ－1024")).toBe("e1024");
});
