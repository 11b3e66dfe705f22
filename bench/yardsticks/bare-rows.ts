import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { rounded, timesOf } from "../desk/figures.ts";
import { runLoad } from "../desk/run-load.ts";
import { caseText } from "./case-words.ts";

const KNOWN_PLACES = [18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`);

const SCHEMA = `
  create schema bare;
  create table bare.ticket (id bigint generated always as identity primary key, queue int not null, status text not null,
    subject text not null, requester int not null, assignee int, created timestamptz not null default now(), updated timestamptz not null default now());
  create index on bare.ticket (queue, status, created desc, id desc);
  create index on bare.ticket (requester);
  create table bare.message (id bigint generated always as identity primary key, ticket bigint not null references bare.ticket,
    author int not null, body text not null, created timestamptz not null default now());
  create index on bare.message (ticket, id);
  create table bare.event (id bigint generated always as identity primary key, ticket bigint not null references bare.ticket,
    type text not null, actor int not null, data jsonb not null, created timestamptz not null default now());
  create index on bare.event (ticket, id)`;

const SCRIPT = String.raw`\set q random(1,3)
\set u random(1,2000)
BEGIN;
INSERT INTO bare.ticket(queue,status,subject,requester) VALUES(:q,'new','Printer on floor '||:u||' is offline',:u) RETURNING id \gset
INSERT INTO bare.message(ticket,author,body) VALUES(:id,:u,'${caseText(0)}');
INSERT INTO bare.event(ticket,type,actor,data) VALUES(:id,'created',:u,'{"via":"api"}');
COMMIT;
`;

export type BareRows = { driver: string; clients: number; perSecond: number; p50: number; p95: number; p99: number };

/**
 * The physical yardstick: one ticket, one message and one event in a transaction of five round trips, on the same
 * PostgreSQL. By pgbench where the machine has it, else by our own driver.
 */
export async function bareRows(
  url: string,
  given: { clients: number; seconds: number; rounds: number },
): Promise<BareRows> {
  const pool = new pg.Pool({ connectionString: url, max: given.clients });
  try {
    await makeBareTables(pool);
    const pgbench = KNOWN_PLACES.find((place) => existsSync(place));
    const measured = pgbench ? await byPgbench(pgbench, url, given) : await byDriver(pool, given);
    await pool.query("drop schema bare cascade");
    return measured;
  } finally {
    await pool.end();
  }
}

/** The tables of the bare rows, empty. */
export async function makeBareTables(pool: pg.Pool): Promise<void> {
  await pool.query(`drop schema if exists bare cascade; ${SCHEMA}`);
}

async function byPgbench(
  pgbench: string,
  url: string,
  { clients, seconds, rounds }: { clients: number; seconds: number; rounds: number },
): Promise<BareRows> {
  const measured: BareRows[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(path.join(tmpdir(), "bihuan-bare-"));
    const script = path.join(folder, "rows.sql");
    await writeFile(script, SCRIPT);
    const words = [
      "-n",
      "-M",
      "prepared",
      "-f",
      script,
      "-c",
      `${clients}`,
      "-j",
      `${Math.min(clients, 2)}`,
      "-T",
      `${seconds}`,
      "-l",
      url,
    ];
    const output = await run(pgbench, words, folder);
    const samples = await latencies(folder);
    await rm(folder, { recursive: true });
    const perSecond = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
    measured.push({ driver: pgbench, clients, perSecond: rounded(perSecond), ...timesOf(samples) });
  }
  return measured.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(measured.length / 2)]!;
}

async function latencies(folder: string): Promise<number[]> {
  const logs = (await readdir(folder)).filter((name) => name.startsWith("pgbench_log"));
  const texts = await Promise.all(logs.map((name) => readFile(path.join(folder, name), "utf8")));
  return texts.flatMap((text) =>
    text
      .trim()
      .split("\n")
      .map((line) => Number(line.split(" ")[2]) / 1_000),
  );
}

function run(program: string, words: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`pgbench ended with ${code}: ${output}`)),
    );
  });
}

async function byDriver(pool: pg.Pool, given: { clients: number; seconds: number; rounds: number }): Promise<BareRows> {
  const { perSecond, p50, p95, p99 } = await runLoad((index) => writeBareRows(pool, index), given);
  return { driver: "node-postgres", clients: given.clients, perSecond, p50, p95, p99 };
}

/** The bare rows by our own driver, once; answers the ms they took. */
export async function writeBareRows(pool: pg.Pool, index: number): Promise<number> {
  const started = performance.now();
  const client = await pool.connect();
  try {
    await client.query("begin");
    const made = await client.query<{ id: string }>({
      name: "bare ticket",
      text: "insert into bare.ticket (queue, status, subject, requester) values ($1, 'new', $2, $3) returning id",
      values: [1 + (index % 3), `Printer on floor ${index} is offline`, index % 2_000],
    });
    const { id } = made.rows[0]!;
    await client.query({
      name: "bare message",
      text: "insert into bare.message (ticket, author, body) values ($1, $2, $3)",
      values: [id, index % 2_000, caseText(index)],
    });
    await client.query({
      name: "bare event",
      text: "insert into bare.event (ticket, type, actor, data) values ($1, 'created', $2, $3)",
      values: [id, index % 2_000, { via: "api" }],
    });
    await client.query("commit");
  } finally {
    client.release();
  }
  return performance.now() - started;
}
