import { z } from "zod";

/** One setting as docs/configuration.md lists it. `fallback` is what holds when the variable is absent or empty. */
export type SettingRow = {
  name: string;
  fallback: string;
  example: string;
  zh: string;
  en: string;
  secret?: true;
};

const PORT_MAX = 65_535;
const SECRET_CHARS_MIN = 32;
const SECRET_CHARS_MAX = 512;
const TEXT_CHARS_MAX = 200;
const CONNECTIONS_MAX = 500;
const JOBS_AT_ONCE_MAX = 100;

const port = z.coerce.number().int().min(0).max(PORT_MAX);
const text = z.string().min(1).max(TEXT_CHARS_MAX);
const url = (...schemes: string[]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join("|")})$`),
    error: `an address that starts with ${schemes.map((one) => `${one}://`).join(" or ")}`,
  });

/** How each variable is read. Absent and empty mean the fallback. */
export const settingsSchema = z.object({
  PORT: port.default(8080),
  HOST: text.default("127.0.0.1"),
  PUBLIC_URL: url("https?").optional(),
  TRUST_PROXY: z.stringbool().default(false),
  DATA_DIR: z.string().min(1).max(1_000).default("data"),
  DATABASE_URL: url("postgres", "postgresql").optional(),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(4).max(CONNECTIONS_MAX).default(20),
  REDIS_URL: url("redis", "rediss").optional(),
  SMTP_URL: url("smtp", "smtps").optional(),
  INBOUND_SMTP_PORT: z.union([z.literal("off"), port]).default(2525),
  INBOUND_SMTP_HOST: text.optional(),
  S3_BUCKET: text.optional(),
  S3_REGION: text.default("us-east-1"),
  S3_ENDPOINT: url("https?").optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  SECRET_KEY: z.string().min(SECRET_CHARS_MIN).max(SECRET_CHARS_MAX).optional(),
  DESK_NAME: text.default("Bihuan 闭环"),
  WORKER_JOBS_MAX: z.coerce.number().int().min(1).max(JOBS_AT_ONCE_MAX).default(8),
  METRICS_TOKEN: text.min(16).optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

export const SETTING_ROWS: readonly SettingRow[] = [
  row("PORT", "8080", "443", [
    "网页与接口的端口；0 表示任选空闲端口",
    "Port of the pages and the API; 0 takes any free one",
  ]),
  row("HOST", "127.0.0.1", "0.0.0.0", [
    "监听地址；默认只限本机",
    "Address to listen on; by default this machine alone",
  ]),
  row("PUBLIC_URL", "http://HOST:PORT", "https://desk.example.com", [
    "客户与员工看到的地址，用于邮件中的链接",
    "The address people see; links in mails start with it",
  ]),
  row("TRUST_PROXY", "false", "true", [
    "前面有反向代理时设为 true，以取得真实来访地址",
    "true behind a reverse proxy, so that the caller's own address is known",
  ]),
  row("DATA_DIR", "data", "/srv/bihuan", [
    "内置数据库、附件与密钥所在的文件夹",
    "Folder of the embedded database, the files and the key",
  ]),
  row(
    "DATABASE_URL",
    "内置 PostgreSQL / the embedded PostgreSQL",
    "postgres://bihuan:…@db.internal/bihuan",
    ["使用自己的 PostgreSQL（15 或更高）", "A PostgreSQL of your own, 15 or newer"],
    true,
  ),
  row("DATABASE_CONNECTIONS_MAX", "20", "50", [
    "每个进程的数据库连接数上限",
    "Most database connections of one process",
  ]),
  row(
    "REDIS_URL",
    "无，经由 PostgreSQL / none, by way of PostgreSQL",
    "redis://cache.internal:6379",
    ["多个进程之间经由 Redis 传递实时消息", "Realtime messages between several processes go by way of Redis"],
    true,
  ),
  row(
    "SMTP_URL",
    "无，邮件标为未送达 / none, mail is marked as undelivered",
    "smtps://desk:…@smtp.example.com:465",
    ["默认的发信服务器；邮箱自己的设置优先", "Default server for outgoing mail; a mailbox's own setting wins"],
    true,
  ),
  row("INBOUND_SMTP_PORT", "2525", "25", [
    "内置收信服务器的端口；off 表示关闭，0 表示任选",
    "Port of the built-in mail receiver; off closes it, 0 takes any free one",
  ]),
  row("INBOUND_SMTP_HOST", "HOST", "0.0.0.0", ["收信服务器的监听地址", "Address the mail receiver listens on"]),
  row("S3_BUCKET", "无，存于 DATA_DIR / none, files in DATA_DIR", "bihuan-files", [
    "附件存放的桶；设置后使用 S3 兼容存储",
    "Bucket for files; when set, an S3-compatible store is used",
  ]),
  row("S3_REGION", "us-east-1", "cn-north-1", ["S3 区域", "S3 region"]),
  row("S3_ENDPOINT", "AWS", "https://oss-cn-hangzhou.aliyuncs.com", [
    "S3 兼容服务的地址",
    "Address of an S3-compatible service",
  ]),
  row("S3_ACCESS_KEY_ID", "无 / none", "AKIA…", ["S3 访问密钥编号", "S3 access key id"], true),
  row("S3_SECRET_ACCESS_KEY", "无 / none", "…", ["S3 访问密钥", "S3 secret access key"], true),
  row(
    "SECRET_KEY",
    "自动生成并保存在 DATA_DIR/secret-key / made and kept in DATA_DIR/secret-key",
    "openssl rand -base64 48",
    [
      "签名与加密所用的密钥，至少 32 个字符；多节点须相同",
      "Key for signatures and encryption, at least 32 characters; the same on every node",
    ],
    true,
  ),
  row("DESK_NAME", "Bihuan 闭环", "某某科技支持中心", [
    "服务台名称，见于页面与邮件",
    "Name of the desk on pages and in mails",
  ]),
  row("WORKER_JOBS_MAX", "8", "16", ["每个后台进程同时执行的任务数", "Jobs that one worker runs at once"]),
  row(
    "METRICS_TOKEN",
    "无，/metrics 只答本机 / none, /metrics answers this machine alone",
    "openssl rand -hex 24",
    ["读取 /metrics 所需的令牌，至少 16 个字符", "Bearer token for /metrics, at least 16 characters"],
    true,
  ),
  row("LOG_LEVEL", "info", "debug", [
    "日志级别：silent、error、warn、info、debug",
    "Log level: silent, error, warn, info, debug",
  ]),
];

type RowHead = [name: string, fallback: string, example: string, about: [zh: string, en: string], secret?: true];

function row(...[name, fallback, example, [zh, en], secret]: RowHead): SettingRow {
  return { name, fallback, example, zh, en, ...(secret ? { secret } : {}) };
}
