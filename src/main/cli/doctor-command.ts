import type { Command } from "commander";
import { recountTickets } from "../../core/tickets/index.ts";
import { examineDesk, type Examination } from "../../features/doctor/index.ts";
import { print, printJson, showProgress } from "./output.ts";
import { EXIT, withDesk } from "./with-desk.ts";

const CHECKS: Record<Examination["findings"][number]["check"], string> = {
  wrong_count: "计数有误 wrong count",
  broken_chain: "事件链损坏 broken event chain",
  orphan: "无人负责的工单 orphaned ticket",
  stuck_job: "停滞的任务 stuck job",
  late_timer: "未触发的计时 late timer",
  undelivered_mail: "未送达的邮件 undelivered mail",
  mail_not_taken_in: "未收进的邮件 mail not taken in",
  procedure_held_back: "未生效的自带流程 shipped procedure held back",
  rule_failed: "未执行的规则 rule not carried out",
  search_behind: "未收录的搜索内容 search behind",
};

export function addDoctor(program: Command, exit: (code: number) => void): void {
  program
    .command("doctor")
    .description(
      "检查事件链、无主工单、停滞任务、未送达邮件 · verify chains, find orphans, stuck jobs and undelivered mail",
    )
    .option("--json", "以 JSON 输出 · print as JSON")
    .option("--recount", "先重新统计列表旁的工单数 · count the tickets beside the lists anew first")
    .addHelpText("after", "\n退出码 Exit codes: 0 healthy · 1 could not look · 3 something was found")
    .action(async (options: { json?: true; recount?: true }) =>
      exit(
        await withDesk({ schema: "leave" }, async (desk) => {
          if (options.recount) await desk.db.inTransaction(recountTickets);
          const progress = showProgress("检查 examining", null, "tickets");
          let seen = 0;
          const found = await examineDesk(desk.db.reading, Date.now(), (done) => {
            progress.add(done - seen);
            seen = done;
          });
          progress.end();
          if (options.json) printJson(found);
          else printExamination(found);
          return found.healthy ? EXIT.ok : EXIT.findings;
        }),
      ),
    );
}

function printExamination(found: Examination): void {
  print(`工单 tickets: ${found.tickets} · 事件 events: ${found.events}`);
  for (const finding of found.findings) print(`✗ ${CHECKS[finding.check]} ${finding.id}: ${finding.what}`);
  if (found.healthy) print("✓ 一切正常 · everything is in order");
}
