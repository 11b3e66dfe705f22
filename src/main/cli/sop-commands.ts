import { existsSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { problemOf, toCodedError } from "../../contract/coded-error.ts";
import { packFindings } from "../../contract/pack-findings.ts";
import { parsePack } from "../../contract/pack-schema.ts";
import { CALENDAR_FOLDER, readCalendars, SHIPPED_SOP } from "../../core/sop/index.ts";
import {
  composeById,
  diffPacks,
  removalFindings,
  type ComposedPack,
  type Override,
  type Pack,
  type Removal,
} from "../../domain/sop/index.ts";
import { compileCalendar, type CompiledCalendar } from "../../domain/time/index.ts";
import { print, printJson, printProblem } from "./output.ts";
import { positionIn, readPackSource, readPackSources, type PackSource, type PlacedFinding } from "./pack-source.ts";
import { EXIT } from "./with-desk.ts";

const EXIT_CODES = "\n退出码 Exit codes: 0 无问题 clean · 1 有问题 something is wrong · 2 无法读取 cannot be read";

type Checked = {
  id: string;
  folder: string;
  findings: PlacedFinding[];
  overrides: readonly Override[];
  removals: readonly Removal[];
};

/** The commands on procedure packs; `bihuan sop` is theirs and whoever else adds to it. */
export function addSop(program: Command, exit: (code: number) => void): void {
  const known = program.commands.find((command) => command.name() === "sop");
  const sop = (known ?? program.command("sop")).description("检查与比较流程包 · check and compare procedure packs");
  sop
    .command("check")
    .description("检查流程包：文件、行列与改法 · check a pack: file, line and a way to mend it")
    .argument("<target>", "流程包的文件或文件夹，或放流程包的文件夹 · a pack's file or folder, or a folder of packs")
    .option("--json", "以 JSON 输出 · print as JSON")
    .addHelpText("after", EXIT_CODES)
    .action(async (target: string, options: { json?: true }) => exit(await readable(() => check(target, options))));
  sop
    .command("diff")
    .description("用文字说明两个流程包的差别 · say in words what changes from one pack to another")
    .argument("<before>", "原流程包：文件、文件夹或自带流程包的名字 · a file, a folder or the name of a shipped pack")
    .argument("<after>", "新流程包 · likewise")
    .option("--json", "以 JSON 输出 · print as JSON")
    .addHelpText(
      "after",
      "\n退出码 Exit codes: 0 相同 no difference · 1 有差别 differences · 2 无法读取 cannot be read",
    )
    .action(async (before: string, after: string, options: { json?: true }) =>
      exit(await readable(() => diff(before, after, options))),
    );
}

async function readable(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const { zh, en } = sentenceOf(error);
    printProblem(zh, en);
    return EXIT.usage;
  }
}

function sentenceOf(error: unknown): { zh: string; en: string } {
  if (error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error)
    return { zh: `没有这个文件或文件夹：${error.path}`, en: `no such file or folder: ${error.path}` };
  throw error;
}

async function check(target: string, options: { json?: true }): Promise<number> {
  const isOne = target.endsWith(".yaml") || existsSync(path.join(target, "pack.yaml"));
  const sources = isOne ? [await readPackSource(target)] : await readPackSources(target);
  if (sources.length === 0) await readPackSource(path.join(target, "pack.yaml"));
  const checked: Checked[] = [];
  for (const source of sources) checked.push(await checkOne(source));
  if (options.json) printJson({ packs: checked });
  else checked.forEach(printChecked);
  return checked.every(({ findings }) => findings.length === 0) ? EXIT.ok : EXIT.failed;
}

async function checkOne(source: PackSource): Promise<Checked> {
  const folder = path.dirname(source.files[0]?.path ?? ".");
  const checked = { id: source.id, folder, overrides: [], removals: [] };
  const library = await libraryFor(source);
  if (source.broken.length > 0) return { ...checked, findings: source.broken };
  const composed = compose(source, library);
  if (!composed.ok) return { ...checked, findings: [composed.finding] };
  const { pack, origins, overrides, removals } = composed.value;
  const own = removalFindings(composed.value);
  const findings = packFindings(pack, { calendars: await calendarsFor(folder), now: Date.now() });
  return {
    ...checked,
    overrides,
    removals,
    findings: [...own, ...findings].map((found) => ({
      ...found,
      ...positionOf(found.place, { source, library, origins }),
    })),
  };
}

type Known = { source: PackSource; library: ReadonlyMap<string, PackSource>; origins: ComposedPack["origins"] };

/** The file of the pack that the item comes from; a place that no file knows is said of the pack's first file. */
function positionOf(place: string, { source, library, origins }: Known) {
  const item = /^[^[]+\[[^\]]+\]/.exec(place)?.[0];
  const owner = library.get((item && origins.get(item)) ?? source.id) ?? source;
  const found = [owner, source, ...library.values()]
    .map((known) => positionIn(known.files, place))
    .reduce((best, next) => (next && next.depth > (best?.depth ?? 0) ? next : best), null);
  return found?.at ?? startOf(source);
}

function compose(source: PackSource, library: ReadonlyMap<string, PackSource>) {
  const documents = new Map([...library].map(([id, { content }]) => [id, content]));
  const composed = composeById(source.id, documents);
  if (composed.ok) return composed;
  const { code, params } = toCodedError(composed.refusal);
  const [zh, en] = [problemOf(code, params, "zh"), problemOf(code, params, "en")];
  const finding: PlacedFinding = {
    code,
    place: "extends",
    says: { zh: zh.title, en: en.title },
    mend: { zh: zh.remedy, en: en.remedy },
    ...(positionIn(source.files, "extends")?.at ?? startOf(source)),
  };
  return { ok: false as const, finding };
}

const startOf = (source: PackSource) => ({ file: source.files[0]?.path ?? "?", line: 1, column: 1 });

/** The shipped packs, over them those that lie beside this one, over all the pack itself. */
async function libraryFor(source: PackSource): Promise<Map<string, PackSource>> {
  const beside = path.dirname(path.dirname(source.files[0]?.path ?? "."));
  const known = [...(await readPackSources(SHIPPED_SOP)), ...(await readPackSources(beside)), source];
  return new Map(known.map((one) => [one.id, one]));
}

/** The calendars beside a pack's folder, else those that ship. */
export async function calendarsFor(folder: string): Promise<Map<string, CompiledCalendar>> {
  const beside = path.join(folder, "..", CALENDAR_FOLDER);
  const calendars = await readCalendars(existsSync(beside) ? beside : path.join(SHIPPED_SOP, CALENDAR_FOLDER));
  return new Map(
    calendars.flatMap((calendar) => {
      const compiled = compileCalendar(calendar);
      return compiled.ok ? [[calendar.id, compiled.value]] : [];
    }),
  );
}

function printChecked({ id, findings, overrides, removals }: Checked): void {
  for (const { section, id: item, from, by } of overrides)
    print(`· ${id}: ${section}[${item}]：${by} 覆盖 ${from} · ${by} overrides ${from}`);
  for (const { section, id: item, from, by } of removals.filter((removal) => removal.from !== null))
    print(`· ${id}: ${section}[${item}]：${by} 去掉 ${from} 的 · ${by} takes away what ${from} has`);
  for (const { file, line, column, code, place, says, mend } of findings)
    print(
      `✗ ${file}:${line}:${column} ${code} ${place}`,
      `    ${says.zh} · ${says.en}`,
      `    → ${mend.zh}`,
      `    → ${mend.en}`,
    );
  print(
    findings.length === 0
      ? `✓ ${id}：没有问题 · nothing is wrong`
      : `${id}：${findings.length} 处问题 · ${findings.length} found`,
  );
}

async function diff(before: string, after: string, options: { json?: true }): Promise<number> {
  const [old, now] = [await composedPack(before), await composedPack(after)];
  if (!old || !now) return EXIT.usage;
  const changes = diffPacks(old, now);
  if (options.json) printJson({ before: old.id, after: now.id, changes });
  else if (changes.length === 0) print("✓ 没有差别 · no difference");
  else for (const { section, id, says } of changes) print(`${section}[${id}]`, `    ${says.zh}`, `    ${says.en}`);
  return changes.length === 0 ? EXIT.ok : EXIT.failed;
}

/** A pack by file, folder or shipped name. @returns null, with the reason told, for a pack that is not valid */
export async function composedPack(target: string): Promise<Pack | null> {
  const source = await readPackSource(existsSync(target) ? target : path.join(SHIPPED_SOP, target));
  const composed = compose(source, await libraryFor(source));
  const parsed = composed.ok ? parsePack(composed.value.pack) : null;
  if (parsed?.ok && source.broken.length === 0) return parsed.value;
  printProblem(`${target} 不是合法的流程包，请先运行 sop check`, `${target} is no valid pack: run sop check first`);
  return null;
}
