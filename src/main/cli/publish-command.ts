import type { Command } from "commander";
import { CodedError } from "../../contract/coded-error.ts";
import { findPublished, findVersion, publishShipped, type LayerFinding } from "../../core/sop/index.ts";
import { findStaffByEmail } from "../../core/staff/index.ts";
import { ownsSop } from "../../domain/permission/index.ts";
import { diffPacks } from "../../domain/sop/index.ts";
import {
  approve,
  beginDraft,
  checkDraft,
  packOf,
  propose,
  publishAtOnce,
  saveLayer,
  type Act,
} from "../../features/studio/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readLayerSource } from "./layer-source.ts";
import { print, printJson, printProblem } from "./output.ts";
import { saying } from "./saying.ts";
import { EXIT, withDesk } from "./with-desk.ts";

type Options = { reason: string; by?: string; approvedBy?: string; json?: true };

const EXIT_CODES =
  "\n退出码 Exit codes: 0 已发布、待批准或没有变化 published, waiting for approval, or nothing to change · 1 有问题或被拒绝 something is wrong, or refused · 2 用法有误或无法读取 wrong call, or cannot be read";

/** Adds `bihuan sop publish`; call it after the other commands on packs. */
export function addPublish(program: Command, exit: (code: number) => void): void {
  const sop = program.commands.find((command) => command.name() === "sop") ?? program.command("sop");
  sop
    .command("publish")
    .description(
      "检查并发布本台的流程：覆盖在自带 standard 之上 · check and publish the desk's own words over standard",
    )
    .argument("<target>", "流程包文件夹，或只写不同之处的 YAML 文件 · a pack's folder, or a YAML file of what differs")
    .requiredOption("--reason <text>", "为什么 · why")
    .option("--by <email>", "由谁提出；单独给出时等待他人批准 · who proposes it; alone: it waits for approval")
    .option("--approved-by <email>", "由谁批准，不能是提出的人 · who approves it: somebody else")
    .option("--json", "以 JSON 输出 · print as JSON")
    .addHelpText("after", EXIT_CODES)
    .action(async (target: string, options: Options) => exit(await publish(target, options)));
}

async function publish(target: string, options: Options): Promise<number> {
  if (options.approvedBy !== undefined && options.by === undefined) {
    printProblem("--approved-by 需要同时给出 --by", "--approved-by needs --by");
    return EXIT.usage;
  }
  const layer = await layerOf(target);
  if (layer === null) return EXIT.usage;
  return withDesk({}, (desk) =>
    saying(async () => {
      const done = await desk.db
        .inTransaction((tx) => publishLayer(tx, layer, options))
        .catch((error: unknown) => {
          if (error instanceof Faulty) return error;
          throw error;
        });
      if (options.json) printJson(done instanceof Faulty ? { findings: done.findings } : done);
      else if (done instanceof Faulty) printFindings(done.findings);
      else printDone(done);
      return done instanceof Faulty ? EXIT.failed : EXIT.ok;
    }),
  );
}

/** @returns null, with the reason told, where nothing can be read */
async function layerOf(target: string): Promise<string | null> {
  let layer: string | null = null;
  const code = await saying(async () => {
    try {
      layer = await readLayerSource(target);
    } catch (error) {
      if (error instanceof CodedError) throw error;
      printProblem(`无法读取：${target}`, `cannot be read: ${target}`);
    }
  });
  return code === EXIT.ok ? layer : null;
}

/** Undoes the transaction: a draft that is faulty is not left behind. */
class Faulty extends Error {
  readonly findings: readonly LayerFinding[];
  constructor(findings: readonly LayerFinding[]) {
    super("faulty");
    this.findings = findings;
  }
}

type Done = {
  version: { number: number; status: string; waitsForApproval: boolean };
  changes: ReturnType<typeof diffPacks>;
};

async function publishLayer(tx: Tx, layer: string, { reason, by, approvedBy }: Options): Promise<Done> {
  const now = Date.now();
  await publishShipped(tx, now);
  const proposer = await actOf(tx, by, now);
  const before = await findPublished(tx);
  if (before?.layer === layer)
    return { version: { number: before.number, status: before.status, waitsForApproval: false }, changes: [] };
  const id = await beginDraft(proposer, { from: null, reason });
  await saveLayer(proposer, { versionId: id, revision: 1 }, layer);
  await checkDraft(proposer, id);
  const draft = await findVersion(tx, id);
  if (!draft || !before) throw new Error("the draft that was just begun is gone");
  if (draft.findings.length > 0) throw new Faulty(draft.findings);
  const changes = diffPacks(packOf(before), packOf(draft));
  if (by === undefined) await publishAtOnce(proposer, id, reason);
  else await propose(proposer, id, reason);
  if (approvedBy !== undefined) await approve(await actOf(tx, approvedBy, now), id, draft.revision);
  const { number, status, proposed } = (await findVersion(tx, id)) ?? draft;
  return { version: { number, status, waitsForApproval: status === "checked" && proposed !== null }, changes };
}

async function actOf(tx: Tx, email: string | undefined, now: number): Promise<Act> {
  if (email === undefined) return { tx, by: null, now };
  const person = await findStaffByEmail(tx, email);
  if (!person?.active || !ownsSop(person)) throw new CodedError("person_not_sop_owner", { email });
  return { tx, by: { id: person.id, name: person.name }, viaCommandLine: true, now };
}

function printFindings(findings: readonly LayerFinding[]): void {
  for (const { code, place, line, column, says, mend } of findings)
    print(
      `✗ ${line === null ? "" : `${line}:${column} `}${code} ${place}`,
      `    ${says.zh} · ${says.en}`,
      `    → ${mend.zh}`,
      `    → ${mend.en}`,
    );
  print(`没有发布：${findings.length} 处问题 · not published: ${findings.length} found`);
}

function printDone({ version: { number, waitsForApproval }, changes }: Done): void {
  for (const { section, id, says } of changes) print(`${section}[${id}]`, `    ${says.zh}`, `    ${says.en}`);
  if (changes.length === 0) print("✓ 与当前发布的流程没有差别 · no difference to what is published");
  if (waitsForApproval) print(`· 第 ${number} 版等待另一人批准 · version ${number} waits for a second person`);
  else print(`✓ 已发布第 ${number} 版 · version ${number} is published`);
}
