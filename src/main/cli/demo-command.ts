import { randomBytes } from "node:crypto";
import { InvalidArgumentError, type Command } from "commander";
import { fillDemo, type DemoReport } from "../demo/fill-demo.ts";
import type { Desk } from "../open-desk.ts";
import { print, printJson, printProblem, showProgress } from "./output.ts";
import { publicUrlOf } from "./public-url.ts";
import { saying } from "./saying.ts";
import { EXIT, withDesk } from "./with-desk.ts";

type Options = { add?: true; json?: true; tickets: number; password?: string };

const TICKETS = 400;
const TICKETS_MAX = 20_000;
const PASSWORD_BYTES = 12;

const REFUSALS = {
  has_tickets: [
    "服务台里已有工单，演示数据会与真实数据混在一起。确要添加，请用 --add。",
    "The desk has tickets; invented ones would stand among them. To add them nevertheless, use --add.",
  ],
  is_there: ["演示数据已经在服务台里了。", "The demonstration is on this desk already."],
} as const;

export function addDemo(program: Command, exit: (code: number) => void): void {
  program
    .command("demo")
    .description(
      "填入逼真的演示数据：客户、人员与六十天的工单 · fill the desk with invented customers, people and sixty days of cases",
    )
    .option("--add", "即使已有工单也添加 · add to a desk that has tickets")
    .option("--tickets <count>", "工单数 · how many tickets", ticketCount, TICKETS)
    .option("--password <password>", "演示人员的密码，默认随机 · password of the invented people; random by default")
    .option("--json", "以 JSON 输出 · print as JSON")
    .addHelpText("after", "\n不会发出任何邮件。Nothing is sent to anybody.")
    .action(async (options: Options) => exit(await withDesk({}, (desk) => saying(() => demo(desk, options)))));
}

async function demo(desk: Desk, options: Options): Promise<number> {
  const password = options.password ?? randomBytes(PASSWORD_BYTES).toString("base64url");
  const progress = showProgress("演示数据 demo", options.tickets, "tickets");
  const report = await fillDemo(desk, {
    publicUrl: publicUrlOf(desk.settings),
    password,
    end: Date.now(),
    ticketCount: options.tickets,
    add: options.add ?? false,
    onProgress: (tickets) => progress.add(tickets),
  });
  progress.end();
  if (typeof report === "string") {
    const [zh, en] = REFUSALS[report];
    printProblem(zh, en);
    return EXIT.failed;
  }
  if (options.json) printJson({ ...report, password });
  else printReport(report, password);
  return EXIT.ok;
}

function printReport({ organisations, contacts, tickets, figures, people }: DemoReport, password: string): void {
  print(
    `✓ ${organisations} 家客户 organisations · ${contacts} 位联系人 contacts · ${tickets} 张工单 tickets`,
    `  ${Object.entries(figures)
      .map(([state, count]) => `${state} ${count}`)
      .join(" · ")}`,
    "",
    `  登录密码 password: ${password}`,
    ...people.map(({ name, email, role }) => `  ${name}  ${email}  ${role}`),
  );
}

function ticketCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= TICKETS_MAX) return count;
  throw new InvalidArgumentError(`1 … ${TICKETS_MAX}`);
}
