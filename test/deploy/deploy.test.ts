import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readSettings } from "../../src/platform/config/index.ts";
import { SETTING_ROWS } from "../../src/platform/config/setting-list.ts";
import { readDockerfile, readUnit, valuesOf } from "./read-unit.ts";

/** What stands in deploy/ names nothing that the product has not: files, commands, settings. */
const ROOT = path.join(import.meta.dirname, "../..");
const INSTALLED = "/opt/bihuan";
const COMMANDS = ["start", "web", "worker"];
const ASKS_A_PROGRAM = { timeout: 240_000 };
const OF_NODE = ["NODE_ENV", "NODE_COMPILE_CACHE"];
const KNOWN = [...SETTING_ROWS.map(({ name }) => name), ...OF_NODE];

const read = (name: string) => readFileSync(path.join(ROOT, "deploy", name), "utf8");
const units = readdirSync(path.join(ROOT, "deploy")).filter((name) => name.endsWith(".service"));
const standsHere = (file: string) => existsSync(path.join(ROOT, file));

test.each(units)("%s starts what there is, by settings that there are", (name) => {
  const unit = readUnit(read(name));
  const [node, ...words] = valuesOf(unit, "Service", "ExecStart")[0]!.split(" ");
  expect(node).toBe(`${INSTALLED}/node_modules/node/bin/node`);
  const at = words.findIndex((word) => !word.startsWith("-"));
  expect(standsHere(path.relative(INSTALLED, words[at]!))).toBe(true);
  expect(COMMANDS).toContain(words[at + 1]);
  expect(words.slice(at + 2)).toEqual([]);
  for (const pair of valuesOf(unit, "Service", "Environment")) expect(KNOWN).toContain(pair.split("=")[0]);
  expect(valuesOf(unit, "Service", "EnvironmentFile")).toEqual(["/etc/bihuan/bihuan.env"]);
  expect(valuesOf(unit, "Service", "User")).toEqual(["bihuan"]);
  for (const hardening of ["NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "CapabilityBoundingSet"])
    expect(valuesOf(unit, "Service", hardening), hardening).toHaveLength(1);
  // A script that is compiled while it runs needs memory that is written and run.
  expect(valuesOf(unit, "Service", "MemoryDenyWriteExecute")).toEqual([]);
});

test("systemd itself understands the units", ASKS_A_PROGRAM, async (context) => {
  if (spawnSync("systemd-analyze", ["--version"]).status !== 0)
    return context.skip("systemd-analyze is not installed on this machine");
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-units-"));
  const files = units.map((name) => path.join(folder, name.replace("@.", "@8081.")));
  const here = (text: string) =>
    text.replaceAll(`${INSTALLED}/node_modules/node/bin/node`, process.execPath).replaceAll(INSTALLED, ROOT);
  for (const [at, name] of units.entries()) await writeFile(files[at]!, here(read(name)));
  const verified = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", ...files], {
    encoding: "utf8",
  });
  await rm(folder, { recursive: true });
  const said = verified.stderr.split("\n").filter((line) => files.some((file) => line.includes(path.basename(file))));
  expect(said).toEqual([]);
  expect(verified.status).toBe(0);
});

test("the example of settings is one that the desk takes", () => {
  const commented = read("bihuan.env.example").matchAll(/^# ([A-Z_0-9]+)=/gm);
  for (const [, name] of commented) expect(KNOWN).toContain(name);
  const values = parseEnv(read("bihuan.env.example"));
  for (const name of Object.keys(values)) expect(KNOWN).toContain(name);
  expect(readSettings(values as Record<string, string>, ROOT)).toMatchObject({ ok: true });
});

test("the image is made of files that there are, and runs as nobody in particular", () => {
  const all = readDockerfile(read("Dockerfile"));
  const of = (name: string) => all.filter((one) => one.name === name);
  for (const { words } of of("FROM")) expect(words[0]).toMatch(/^[a-z]+:[\w.-]+$/);
  const ignored = read("Dockerfile.dockerignore");
  for (const { words } of of("COPY").filter(({ words: [first] }) => !first!.startsWith("--from=")))
    for (const source of words.slice(0, -1)) {
      expect(standsHere(source), source).toBe(true);
      expect(ignored, source).toContain(`!${source}\n`);
    }
  const built = of("COPY").filter(({ words: [first] }) => first === "--from=build");
  for (const { words } of built) {
    const source = path.relative(INSTALLED, words[1]!);
    expect(source === "dist" || source === "node_modules" || standsHere(source), source).toBe(true);
  }
  for (const name of of("ENV").flatMap(({ words }) => words.map((word) => word.split("=")[0])))
    expect(KNOWN).toContain(name);
  for (const { text } of of("RUN"))
    for (const [, script] of text.matchAll(/\bnode (\S+)/g)) expect(standsHere(script!), script).toBe(true);
  const last = (name: string) => of(name).at(-1)!.text;
  expect(last("USER")).toBe("bihuan");
  expect(all.findLastIndex(({ name }) => name === "RUN")).toBeLessThan(all.findIndex(({ name }) => name === "USER"));
  const entry = JSON.parse(last("ENTRYPOINT")) as string[];
  expect(standsHere(entry.at(-1)!)).toBe(true);
  expect(COMMANDS).toContain((JSON.parse(last("CMD")) as string[])[0]);
  const health = JSON.parse(/CMD (\[.*\])/.exec(last("HEALTHCHECK"))![1]!) as string[];
  expect(standsHere(health[1]!)).toBe(true);
});

const words = z.array(z.string());
const health = z.strictObject({
  test: words,
  interval: z.string(),
  timeout: z.string(),
  start_period: z.string(),
  retries: z.number(),
});
const service = z.strictObject({
  image: z.string().regex(/^[a-z]+(:[\w.-]+)?$/),
  build: z.strictObject({ context: z.literal(".."), dockerfile: z.literal("deploy/Dockerfile") }).optional(),
  command: words.optional(),
  restart: z.literal("unless-stopped"),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: words.optional(),
  cap_drop: words.optional(),
  security_opt: words.optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: words.optional(),
  ports: words.optional(),
  profiles: words.optional(),
  healthcheck: health.optional(),
  deploy: z.strictObject({ replicas: z.number() }).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
});
const compose = z.strictObject({
  name: z.string(),
  "x-desk": z.unknown(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

test("the compose file is one, and its parts know each other", () => {
  const file = compose.parse(parse(read("compose.yaml"), { merge: true }));
  expect(Object.keys(file.services)).toEqual(["web", "worker", "proxy", "postgres", "redis"]);
  const { web, worker, proxy } = file.services as Record<"web" | "worker" | "proxy", z.infer<typeof service>>;
  expect(web.deploy).toEqual({ replicas: 2 });
  expect([web.command, worker.command]).toEqual([["web"], ["worker"]]);
  for (const name of Object.keys({ ...web.environment, ...worker.environment })) expect(KNOWN).toContain(name);
  for (const one of Object.values(file.services)) {
    for (const other of Object.keys(one.depends_on ?? {})) expect(Object.keys(file.services)).toContain(other);
    for (const [from] of (one.volumes ?? []).map((volume) => volume.split(":")))
      expect(from!.startsWith("./") ? standsHere(path.join("deploy", from!)) : from! in file.volumes, from).toBe(true);
  }
  // Who hands requests on waits for webs, which wait for the database; the image says when a web is well.
  expect(proxy.depends_on).toHaveProperty("web");
  expect(standsHere(worker.healthcheck!.test[2]!)).toBe(true);
  expect(read("Caddyfile")).toContain("name web\n");
});

test("the runbook names commands and files that there are", ASKS_A_PROGRAM, () => {
  const text = read("README.md");
  const scripts = (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: object }).scripts;
  for (const [, script] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
  const help = execFileSync(process.execPath, [path.join(ROOT, "src/main/cli.ts"), "--help"], { encoding: "utf8" });
  for (const [, command] of text.matchAll(/npm run bihuan -- (\w+)/g))
    expect(help).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g))
    expect(standsHere(path.join("deploy", target!)), target).toBe(true);
  for (const [, file] of text.matchAll(/\bdeploy\/([\w@.-]+)/g))
    if (file !== ".env") expect(readdirSync(path.join(ROOT, "deploy")), file).toContain(file);
});
