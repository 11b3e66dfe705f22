import { readFileSync } from "node:fs";
import path from "node:path";
import { clusterFolderOf } from "./cluster-folder.ts";
import { DATABASE_USER } from "./initialise-cluster.ts";
import { livePostmaster } from "./postmaster.ts";

export const PASSWORD_FILE = "postgres-password";

/** The database's address while a start of ours runs on this folder, else null; for commands beside a running desk. */
export function runningEmbeddedPostgres(folder: string, database: string): string | null {
  const found = livePostmaster(path.join(clusterFolderOf(path.join(folder, "postgres")), "cluster"));
  if (!found?.ready) return null;
  const password = readFileSync(path.join(folder, PASSWORD_FILE), "utf8").trim();
  return addressOf(found, password, database);
}

type Door = { port: number; socketFolder: string };

/** By its Unix socket, which costs half of what a loopback port does, where it has one. */
export function addressOf({ port, socketFolder }: Door, password: string, database: string): string {
  const address = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
  return socketFolder === "" ? address : `${address}?host=${encodeURIComponent(socketFolder)}`;
}
