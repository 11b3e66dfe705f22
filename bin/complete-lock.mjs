import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./our-node.mjs";

/**
 * npm leaves the packages of other systems out of the lock file when a registry has not all of them, and `npm ci` then
 * refuses the file. This adds them by name and version, with the system that their name says; npm fetches none of
 * them where the system is another.
 */
const file = path.join(process.argv[2] ?? ROOT, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "sunos", "aix", "netbsd", "openbsd"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "riscv64", "ppc64", "s390x", "loong64", "mips64el"];

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (place === "" || !/^\d/.test(range) || isThere(place, name)) continue;
    lock.packages[`node_modules/${name}`] = {
      version: range,
      ...systemOf(name),
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} added\n`);

/** Where a package finds another: beside itself, or in any node_modules above. */
function isThere(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const found = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock.packages[found]) return true;
    if (at === "") return false;
  }
}

function systemOf(name) {
  const words = name.split("/").at(-1).split(/[-.]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = [
    words.some((word) => word.startsWith("musl")) ? "musl" : "",
    words.some((word) => word.startsWith("gnu")) ? "glibc" : "",
  ].filter(Boolean);
  const known = Object.entries({ cpu, os, libc: os.includes("linux") ? libc : [] });
  return Object.fromEntries(known.filter(([, values]) => values.length > 0));
}
