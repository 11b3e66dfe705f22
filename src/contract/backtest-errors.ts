import { row } from "./error-row.ts";

/** What may be wrong with a history that a procedure is to be tried on. */
export const BACKTEST_ERRORS = {
  backtest_map_invalid: row(
    422,
    "映射文件有误：{problems}",
    "The mapping file is not valid: {problems}",
    "请按所列位置更正后重试；格式见 docs/backtest.md。",
    "Correct the places named and try again; docs/backtest.md describes the format.",
  ),
  backtest_columns_missing: row(
    422,
    "文件里找不到这些列：{missing}。现有列：{found}。",
    "The file does not have these columns: {missing}. It has: {found}.",
    "请用 --map 给出映射文件，写明各列的名字。",
    "Name the columns in a mapping file and give it with --map.",
  ),
  backtest_file_empty: row(
    422,
    "文件“{file}”是空的。",
    "The file {file} is empty.",
    "请核对导出的文件，或给出另一个文件。",
    "Look at how the file was exported, or give another one.",
  ),
  backtest_nothing_read: row(
    422,
    "“{file}”里没有一行可用，{malformed} 行有误。",
    "No row of {file} could be used; {malformed} are malformed.",
    "请核对分隔符、时间格式与映射文件。",
    "Check the delimiter, the format of the moments and the mapping file.",
  ),
} as const;
