const layer = {
  domain: [],
  platform: [],
  contract: ["domain"],
  core: ["platform", "contract", "domain"],
  features: ["core", "platform", "contract", "domain"],
  channels: ["platform", "domain"],
  main: ["channels", "features", "core", "platform", "contract", "domain"],
};

const layers = Object.entries(layer).map(([from, to]) => ({
  name: `${from}-imports-only-inward`,
  severity: "error",
  from: { path: `^src/${from}/`, pathNot: "\\.test\\.ts$" },
  to: { path: "^(src|web)/", pathNot: `^src/(${[from, ...to].join("|")})/` },
}));

const islands = (dir) => ({
  name: `${dir.replace("/", "-")}-are-islands`,
  severity: "error",
  from: { path: `^${dir}/([^/]+)/` },
  to: { path: `^${dir}/[^/]+/`, pathNot: `^${dir}/$1/` },
});

const coreOrder = ["staff", "contacts", "sop", "tickets"];
const coreInward = coreOrder.map((room, at) => ({
  name: `core-${room}-imports-only-inward`,
  severity: "error",
  from: { path: `^src/core/${room}/`, pathNot: "\\.test\\.ts$" },
  to: { path: "^src/core/[^/]+/", pathNot: `^src/core/(${coreOrder.slice(0, at + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    ...coreInward,
    islands("src/features"),
    islands("src/channels"),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "enter-by-index",
      severity: "error",
      from: { path: "^src/(core|features|channels)/([^/]+)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/core/[^/]+/", pathNot: ["^src/core/[^/]+/index\\.ts$", "^src/$1/$2/"] },
    },
    {
      name: "domain-has-no-packages",
      severity: "error",
      from: { path: "^src/domain/", pathNot: "\\.test\\.ts$" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown", "core"],
        pathNot: "temporal-polyfill",
      },
    },
    {
      name: "temporal-only-in-time",
      severity: "error",
      from: { path: "^src/domain/", pathNot: ["^src/domain/time/", "\\.test\\.ts$"] },
      to: { path: "temporal-polyfill" },
    },
    {
      name: "web-sees-contract-and-domain-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^src/", pathNot: "^src/(contract|domain)/" },
    },
    {
      name: "web-apps-are-islands",
      severity: "error",
      from: { path: "^web/(console|widget|portal)/" },
      to: { path: "^web/", pathNot: "^web/($1|ui)/" },
    },
    {
      name: "only-stores-touch-sql",
      severity: "error",
      from: { path: "^src/(core|features|channels)/", pathNot: ["-store\\.ts$", "\\.test\\.ts$"] },
      to: { path: "^src/platform/db/" },
    },
  ],
  options: { parser: "swc", tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
};
