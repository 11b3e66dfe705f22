import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

export type Machine = {
  cpus: number;
  model: string;
  memory_gib: number;
  node: string;
  postgres: string;
  revision: string;
};

/** What the figures were taken on. */
export function machineOf(postgresVersion: string): Machine {
  return {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim() ?? "?",
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: postgresVersion,
    revision: revision(),
  };
}

function revision(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "without git";
  }
}
