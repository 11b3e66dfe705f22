import path from "node:path";
import { firstRouteBytes } from "./first-route-size.ts";

const FIRST_ROUTE_KB_MAX = 350;
const dist = path.join(import.meta.dirname, "../../dist");
const words = ["../ui/locales/zh/ui.json", "locales/zh/common.json"];

const PAGES = [
  ["console", "sign-in", ["index.html", "session/sign-in-page.tsx", "locales/zh/session.json"]],
  ["console", "inbox", ["index.html", "frame/frame.tsx", "rooms/inbox/inbox-page.tsx", "locales/zh/inbox.json"]],
  [
    "console",
    "ticket",
    ["index.html", "frame/frame.tsx", "rooms/inbox/inbox-page.tsx", "rooms/ticket/ticket-page.tsx"],
  ],
  ["portal", "customer page", ["index.html"]],
] as const;

let tooBig = false;
for (const [tree, page, entries] of PAGES) {
  const more = tree === "console" ? words : [];
  const kilobytes = (await firstRouteBytes(path.join(dist, tree), [...entries, ...more])) / 1000;
  process.stdout.write(`${tree} ${page}: ${kilobytes.toFixed(0)} kB compressed\n`);
  tooBig ||= page !== "ticket" && kilobytes > FIRST_ROUTE_KB_MAX;
}
if (tooBig) {
  process.stderr.write(`more than ${FIRST_ROUTE_KB_MAX} kB\n`);
  process.exitCode = 1;
}
