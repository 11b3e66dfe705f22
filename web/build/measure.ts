import path from "node:path";
import { FIRST_ROUTES, firstRouteBytes } from "./first-route-size.ts";

const FIRST_ROUTE_KB_MAX = 350;
const dist = path.join(import.meta.dirname, "../../dist");

const PAGES: [string, string, readonly string[]][] = [
  ...Object.entries(FIRST_ROUTES).map(([page, entries]): [string, string, readonly string[]] => [
    "console",
    page,
    entries,
  ]),
  ["portal", "customer page", ["index.html"]],
];

let tooBig = false;
for (const [tree, page, entries] of PAGES) {
  const kilobytes = (await firstRouteBytes(path.join(dist, tree), entries)) / 1000;
  process.stdout.write(`${tree} ${page}: ${kilobytes.toFixed(0)} kB compressed\n`);
  tooBig ||= page !== "ticket" && kilobytes > FIRST_ROUTE_KB_MAX;
}
if (tooBig) {
  process.stderr.write(`more than ${FIRST_ROUTE_KB_MAX} kB\n`);
  process.exitCode = 1;
}
