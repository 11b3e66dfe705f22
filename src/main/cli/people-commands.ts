import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { hashPassword } from "better-auth/crypto";
import { InvalidArgumentError, Option, type Command } from "commander";
import { createStaff, makeProgramToken } from "../../core/staff/index.ts";
import { ROLES, type Role } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Desk } from "../open-desk.ts";
import { print, printJson } from "./output.ts";
import { saying } from "./saying.ts";
import { withDesk } from "./with-desk.ts";

const PASSWORD_BYTES = 15;
const DAY_MS = 86_400_000;
const TOKEN_DAYS_MAX = 3_650;

type NewUser = { email: string; name: string; role: Role; language: "zh" | "en"; passwordStdin?: true; json?: true };
type NewToken = { role: Role; name: string; days: number; json?: true };

export function addPeople(program: Command, exit: (code: number) => void): void {
  const role = () => new Option("--role <role>", "角色 · role").choices(ROLES).makeOptionMandatory();
  const user = program.command("user").description("员工账号 · accounts of staff");
  user
    .command("create")
    .description("新建员工，并给出初始密码 · make a member of staff and print a first password")
    .requiredOption("--email <address>", "登录邮箱 · address to sign in with")
    .requiredOption("--name <name>", "姓名 · name")
    .addOption(role())
    .addOption(new Option("--language <language>", "界面语言 · language").choices(["zh", "en"]).default("zh"))
    .option("--password-stdin", "从标准输入读取密码 · read the password from standard input")
    .option("--json", "以 JSON 输出 · print as JSON")
    .action(async (given: NewUser) => exit(await withDesk({}, (desk) => saying(() => createUser(desk, given)))));
  const token = program.command("token").description("API 令牌 · API tokens");
  token
    .command("create")
    .description("为程序新建 API 令牌 · make an API token for a program")
    .addOption(role())
    .option("--name <name>", "名称 · name", "program")
    .option("--days <days>", "有效天数 · days it is valid", days, 90)
    .option("--json", "以 JSON 输出 · print as JSON")
    .action(async (given: NewToken) => exit(await withDesk({}, (desk) => saying(() => createToken(desk, given)))));
}

async function createUser(desk: Desk, given: NewUser): Promise<void> {
  const password = given.passwordStdin
    ? (await text(process.stdin)).trim()
    : randomBytes(PASSWORD_BYTES).toString("base64url");
  const person = {
    id: newId(),
    name: given.name,
    email: given.email.toLowerCase(),
    role: given.role,
    language: given.language,
    timeZone: "Asia/Shanghai",
  };
  await desk.db.inTransaction((tx) => createStaff({ tx, now: Date.now(), hashPassword }, person, password));
  if (given.json)
    return printJson({
      id: person.id,
      email: person.email,
      role: person.role,
      ...(given.passwordStdin ? {} : { password }),
    });
  print(`✓ ${person.name} <${person.email}> · ${person.role}`);
  if (!given.passwordStdin) print(`  初始密码 first password: ${password}`);
}

async function createToken(desk: Desk, given: NewToken): Promise<void> {
  const now = Date.now();
  const expiresAt = new Date(now + given.days * DAY_MS);
  const token = await desk.db.inTransaction((tx) =>
    makeProgramToken(tx, { name: given.name, role: given.role, expiresAt }, now),
  );
  if (given.json) printJson({ token, role: given.role, expiresAt: expiresAt.toISOString() });
  else print(token);
}

function days(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= TOKEN_DAYS_MAX) return count;
  throw new InvalidArgumentError(`1 … ${TOKEN_DAYS_MAX}`);
}
