import { describe, expect, it } from "vitest";
import { splitRows } from "./split-rows.ts";

function split(text: string, pieceChars = text.length) {
  const rows: [number, string[]][] = [];
  const broken: [number, string][] = [];
  const splitter = splitRows(",", {
    onRow: (line, cells) => rows.push([line, cells]),
    onBroken: (line, found) => broken.push([line, found]),
  });
  for (let at = 0; at < text.length; at += pieceChars) splitter.write(text.slice(at, at + pieceChars));
  splitter.end();
  return { rows, broken };
}

describe("rows of a file", () => {
  it.each([
    [
      "plain cells, CR LF, an empty line and a last line without an end",
      "a,b\r\n1,2\r\n\r\n3,",
      [
        [1, ["a", "b"]],
        [2, ["1", "2"]],
        [4, ["3", ""]],
      ],
    ],
    [
      "line ends and separators within quotation marks",
      'a,"x\ny, ""z"""\n1,2',
      [
        [1, ["a", 'x\ny, "z"']],
        [3, ["1", "2"]],
      ],
    ],
    [
      "a mark within a cell stands for itself",
      'a,5" disk\n1,2',
      [
        [1, ["a", '5" disk']],
        [2, ["1", "2"]],
      ],
    ],
    ["what follows a closing mark belongs to the cell", '"a"b,c', [[1, ["ab", "c"]]]],
    ["an empty quoted cell", '"",x', [[1, ["", "x"]]]],
  ])("reads %s", (_, text, expected) => {
    expect(split(text)).toEqual({ rows: expected, broken: [] });
  });

  it("reads the same, wherever the pieces of the file are cut", () => {
    const text = 'id,"a\r\nb",c\r\n"x""y",,z\n';
    for (let pieceChars = 1; pieceChars < text.length; pieceChars++)
      expect(split(text, pieceChars)).toEqual(split(text));
  });

  it("loses one line to a mark that nothing closes, not the rest of the file", () => {
    const lines = Array.from({ length: 500 }, (_, index) => `${index},ok`);
    lines[3] = '3,"never closed';
    const { rows, broken } = split(lines.join("\n"));
    expect(broken).toEqual([[4, '3,"never closed']]);
    expect(rows).toHaveLength(499);
    expect(rows.at(-1)).toEqual([500, ["499", "ok"]]);
  });

  it("does not take the mark of another line for the end of a quotation", () => {
    const { rows, broken } = split('1,"a,x\n2,"b,y\n3,ok,z\n');
    expect(broken).toEqual([
      [1, '1,"a,x'],
      [2, '2,"b,y'],
    ]);
    expect(rows).toEqual([[3, ["3", "ok", "z"]]]);
  });

  it("reads two such lines at the end as broken", () => {
    expect(split('1,2\n3,"x\n4,5\n')).toEqual({
      rows: [
        [1, ["1", "2"]],
        [3, ["4", "5"]],
      ],
      broken: [[2, '3,"x']],
    });
  });
});
