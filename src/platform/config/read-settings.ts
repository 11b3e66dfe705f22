import path from "node:path";
import type { z } from "zod";
import { settingsSchema } from "./setting-list.ts";

export type StorageSettings =
  | { kind: "disk" }
  | {
      kind: "s3";
      bucket: string;
      region: string;
      endpoint: string | null;
      accessKeyId: string;
      secretAccessKey: string;
    };

/** The settings of one process. Paths are absolute; null where a part is not used. */
export type Settings = {
  port: number;
  host: string;
  /** Null until the server listens when neither it nor a fixed port was given. */
  publicUrl: string | null;
  trustProxy: boolean;
  dataDir: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  databaseConnectionsMax: number;
  redisUrl: string | null;
  smtpUrl: string | null;
  /** Null: no receiver. */
  inboundSmtp: { port: number; host: string } | null;
  storage: StorageSettings;
  /** Null: the one kept in `dataDir`. */
  secretKey: string | null;
  deskName: string;
  workerJobsMax: number;
  /** Null: /metrics answers this machine alone. */
  metricsToken: string | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
};

export type SettingProblem = { name: string; reason: string };

/**
 * Reads the settings out of the environment. Values never stand in a problem: they may be secrets.
 * @param base folder that a relative DATA_DIR starts from
 */
export function readSettings(
  environment: Record<string, string | undefined>,
  base: string,
): { ok: true; settings: Settings } | { ok: false; problems: SettingProblem[] } {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(problemOf) };
  const storage = storageOf(parsed.data);
  if ("reason" in storage) return { ok: false, problems: [storage] };
  return { ok: true, settings: { ...settingsOf(parsed.data, base), storage } };
}

function problemOf(issue: z.core.$ZodIssue): SettingProblem {
  return { name: String(issue.path[0] ?? ""), reason: issue.message };
}

type Parsed = z.infer<typeof settingsSchema>;

function settingsOf(given: Parsed, base: string): Omit<Settings, "storage"> {
  const inboundPort = given.INBOUND_SMTP_PORT;
  return {
    port: given.PORT,
    host: given.HOST,
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    trustProxy: given.TRUST_PROXY,
    dataDir: path.resolve(base, given.DATA_DIR),
    databaseUrl: given.DATABASE_URL ?? null,
    databaseConnectionsMax: given.DATABASE_CONNECTIONS_MAX,
    redisUrl: given.REDIS_URL ?? null,
    smtpUrl: given.SMTP_URL ?? null,
    inboundSmtp: inboundPort === "off" ? null : { port: inboundPort, host: given.INBOUND_SMTP_HOST ?? given.HOST },
    secretKey: given.SECRET_KEY ?? null,
    deskName: given.DESK_NAME,
    workerJobsMax: given.WORKER_JOBS_MAX,
    metricsToken: given.METRICS_TOKEN ?? null,
    logLevel: given.LOG_LEVEL,
  };
}

function storageOf(given: Parsed): StorageSettings | SettingProblem {
  if (given.S3_BUCKET === undefined) return { kind: "disk" };
  if (given.S3_ACCESS_KEY_ID === undefined) return { name: "S3_ACCESS_KEY_ID", reason: "needed when S3_BUCKET is set" };
  if (given.S3_SECRET_ACCESS_KEY === undefined)
    return { name: "S3_SECRET_ACCESS_KEY", reason: "needed when S3_BUCKET is set" };
  return {
    kind: "s3",
    bucket: given.S3_BUCKET,
    region: given.S3_REGION,
    endpoint: given.S3_ENDPOINT ?? null,
    accessKeyId: given.S3_ACCESS_KEY_ID,
    secretAccessKey: given.S3_SECRET_ACCESS_KEY,
  };
}
