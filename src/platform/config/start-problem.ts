type Words = { zh: string; en: string };

/** Everything that keeps a process from starting: what is wrong, and what to do. */
const PROBLEMS = {
  wrong_setting: words(
    "设置有误：{problems}。请对照 docs/configuration.md 更正环境变量后重新启动。",
    "A setting is wrong: {problems}. Correct the environment variable (docs/configuration.md lists them) and start again.",
  ),
  port_busy: words(
    "端口 {port} 已被占用。请停止占用它的程序，或用 {setting} 指定另一个端口。",
    "Port {port} is taken. Stop the program that holds it, or name another with {setting}.",
  ),
  port_forbidden: words(
    "不允许监听端口 {port}。请用 {setting} 指定 1024 以上的端口，或授予权限。",
    "Listening on port {port} is not allowed. Name one above 1024 with {setting}, or grant the right.",
  ),
  host_unknown: words(
    "本机没有地址 {host}。请更正 {setting}。",
    "This machine has no address {host}. Correct {setting}.",
  ),
  disk_full: words(
    "磁盘已满，无法写入 {folder}。请腾出空间，或用 DATA_DIR 指定别的位置。",
    "The disk is full: {folder} cannot be written. Free some space, or name another place with DATA_DIR.",
  ),
  data_dir_unwritable: words(
    "无法写入 {folder}（{code}）。请授予写权限，或用 DATA_DIR 指定别的位置。",
    "{folder} cannot be written ({code}). Grant the right to write, or name another place with DATA_DIR.",
  ),
  already_running: words(
    "另一个进程（{pid}）正在使用 {folder}。请先停止它，或用 DATA_DIR 指定别的位置。",
    "Another process ({pid}) is using {folder}. Stop it first, or name another place with DATA_DIR.",
  ),
  database_unreachable: words(
    "连接不上数据库（{reason}）。请检查 DATABASE_URL 及数据库是否在运行。",
    "The database cannot be reached ({reason}). Check DATABASE_URL and that the database is running.",
  ),
  database_refused: words(
    "数据库拒绝登录（{reason}）。请更正 DATABASE_URL 中的用户、密码或库名。",
    "The database refused the login ({reason}). Correct user, password or database name in DATABASE_URL.",
  ),
  database_too_old: words(
    "数据库是 PostgreSQL {version}，需要 15 或更高版本。请升级后再启动。",
    "The database is PostgreSQL {version}; 15 or newer is needed. Upgrade it and start again.",
  ),
  database_newer: words(
    "数据库由更新版本的程序建立（{reason}）。请升级本程序，或恢复旧备份。",
    "The database was made by a newer version ({reason}). Upgrade this program, or restore an older backup.",
  ),
  database_foreign: words(
    "该数据库属于别的程序（{reason}）。请在 DATABASE_URL 中指定一个空库。",
    "The database belongs to another program ({reason}). Name an empty one in DATABASE_URL.",
  ),
  migration_changed: words(
    "数据库结构脚本与已执行的不符（{reason}）。请恢复原来的程序文件。",
    "A schema file differs from the one that ran ({reason}). Put the original program files back.",
  ),
  migration_failed: words(
    "数据库结构升级失败（{reason}）。数据未改变，请检查权限与空间后重试。",
    "Updating the schema failed ({reason}). Nothing was changed; check rights and space, then try again.",
  ),
  embedded_database: words(
    "内置数据库无法启动（{reason}）。请查看 {folder} 中的 postgres.log，或用 DATABASE_URL 指定自己的 PostgreSQL。",
    "The embedded database does not start ({reason}). Look at postgres.log in {folder}, or name a PostgreSQL of your own with DATABASE_URL.",
  ),
  unexpected: words(
    "无法启动（{reason}）。请以 LOG_LEVEL=debug 重新启动，并把输出交给管理员。",
    "It cannot start ({reason}). Start again with LOG_LEVEL=debug and give the output to your administrator.",
  ),
} as const;

export type StartProblemCode = keyof typeof PROBLEMS;

/** A reason not to start, said in one sentence in both languages; never shown with a stack. */
export class StartProblem extends Error {
  readonly code: StartProblemCode;
  readonly zh: string;
  constructor(code: StartProblemCode, given: Record<string, string> = {}) {
    super(fill(PROBLEMS[code].en, given));
    this.code = code;
    this.zh = fill(PROBLEMS[code].zh, given);
  }
}

function fill(text: string, given: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => given[name] ?? whole);
}

function words(zh: string, en: string): Words {
  return { zh, en };
}
