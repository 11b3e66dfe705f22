import { STUDIO_ACTIONS } from "./audit-actions.ts";
import { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import { bilingual, id, instant, pageOf, pageQuery, reason } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "studio";
/** The desk's own words over the standard pack, as YAML. */
export const LAYER_CHARS_MAX = 512_000;
export const DRY_RUN_TICKETS_MAX = 500;
export const MOVED_TICKETS_MAX = 200;
export const ITEM_ID_CHARS_MAX = 100;

export const VERSION_STATUSES = ["draft", "checked", "published", "retired"] as const;

export const person = z.object({ id, name: z.string() });
const step = z.object({ by: person.nullable(), at: instant });

const versionShape = z.object({
  id,
  number: z.number().int(),
  status: z.enum(VERSION_STATUSES),
  name: bilingual,
  /** Why it was begun, or why it was published. */
  reason: z.string(),
  /** Counts up with each change of the layer; a change names the one it saw. */
  revision: z.number().int(),
  /** Whether the desk has words of its own over what ships. */
  isShipped: z.boolean(),
  created: step,
  changed: step,
  /** Who asked a second person to publish it, and why; stays once it was given. Null when nobody has, or it was taken back. */
  proposed: step.extend({ reason: z.string() }).nullable(),
  approvedBy: person.nullable(),
  publishedAt: instant.nullable(),
  retiredAt: instant.nullable(),
  /** Open tickets that run under it. */
  openTickets: z.number().int(),
});
export type VersionShape = z.output<typeof versionShape>;

/** What is wrong, with its place in the pack and, when it stands in the layer, in the text (both from 1). */
const findingShape = z.object({
  code: z.string(),
  place: z.string(),
  says: bilingual,
  mend: bilingual,
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type FindingShape = z.output<typeof findingShape>;

const versionDetail = z.object({
  version: versionShape,
  /** The desk's own words, as they were typed. */
  layer: z.string(),
  /** The composed pack as `Pack` of the domain; null while it cannot be read. */
  pack: z.record(z.string(), z.unknown()).nullable(),
  /** The composed document in the words of the pack format, for the forms: what an item looks like in YAML terms. */
  document: z.record(z.string(), z.unknown()).nullable(),
  /** Which pack an item comes from, by its place `promises[c.confirmation]`; `desk` is the layer. */
  origins: z.record(z.string(), z.string()),
  overrides: z.array(z.object({ section: z.string(), id: z.string(), from: z.string(), by: z.string() })),
  findings: z.array(findingShape),
  /** Of the published version: words of a release that do not fit the layer, and wait; null when none do. */
  heldBack: z.object({ findings: z.number().int(), first: bilingual }).nullable(),
});
export type VersionDetail = z.output<typeof versionDetail>;

const versionParams = z.object({ versionId: id });
const base = "/api/v1/procedure-versions";

export const listVersions = defineRoute({
  id: "studio.versions",
  method: "GET",
  path: base,
  access: "sop.read",
  tag,
  summary: "Versions of the desk's procedure, the newest first",
  query: pageQuery,
  response: pageOf(versionShape),
});

export const beginDraft = defineRoute({
  id: "studio.begin",
  method: "POST",
  path: base,
  access: "sop.write",
  tag,
  summary: "Begin a draft, from the published version or another one",
  body: z.object({ from: id.nullable().default(null), reason }),
  response: versionDetail,
  status: 201,
});

export const getVersion = defineRoute({
  id: "studio.version",
  method: "GET",
  path: `${base}/:versionId`,
  access: "sop.read",
  tag,
  summary: "One version: its words, the composed pack, where each item comes from, and what is wrong",
  params: versionParams,
  response: versionDetail,
});

export const discardDraft = defineRoute({
  id: "studio.discard",
  method: "DELETE",
  path: `${base}/:versionId`,
  access: "sop.write",
  tag,
  summary: "Discard a draft that was never published",
  params: versionParams,
});

export const putLayer = defineRoute({
  id: "studio.layer",
  method: "PUT",
  path: `${base}/:versionId/layer`,
  access: "sop.write",
  tag,
  summary: "Save a draft's words; kept also when they are wrong, and what is wrong is told",
  params: versionParams,
  body: z.object({ text: z.string().max(LAYER_CHARS_MAX), revision: z.number().int() }),
  response: versionDetail,
});

const itemParams = versionParams.extend({
  section: z.string().max(ITEM_ID_CHARS_MAX),
  itemId: z.string().max(ITEM_ID_CHARS_MAX),
});

export const putItem = defineRoute({
  id: "studio.item",
  method: "PUT",
  path: `${base}/:versionId/items/:section/:itemId`,
  access: "sop.write",
  tag,
  summary:
    "Write one item of a section into a draft's words, in the terms of the pack format; other words and comments stay",
  params: itemParams,
  body: z.object({ item: z.record(z.string(), z.unknown()), revision: z.number().int() }),
  response: versionDetail,
});

export const WHOLE_SECTIONS = ["priority", "complaints"] as const;

export const putSection = defineRoute({
  id: "studio.section",
  method: "PUT",
  path: `${base}/:versionId/sections/:section`,
  access: "sop.write",
  tag,
  summary:
    "Say what a section that is one whole shall be, in the terms of the pack format; the draft's words say only what differs from what ships",
  params: versionParams.extend({ section: z.enum(WHOLE_SECTIONS) }),
  body: z.object({ content: z.record(z.string(), z.unknown()), revision: z.number().int() }),
  response: versionDetail,
});

export const removeItem = defineRoute({
  id: "studio.item.remove",
  method: "DELETE",
  path: `${base}/:versionId/items/:section/:itemId`,
  access: "sop.write",
  tag,
  summary: "Take one item of the desk's own back: what ships stands again. `takeAway`: what ships goes as well",
  params: itemParams,
  query: z.object({ revision: z.coerce.number().int(), takeAway: z.stringbool().default(false) }),
  response: versionDetail,
});

export const checkVersion = defineRoute({
  id: "studio.check",
  method: "POST",
  path: `${base}/:versionId/check`,
  access: "sop.write",
  tag,
  summary: "Check a draft: without findings it is checked",
  params: versionParams,
  response: versionDetail,
});

const differenceShape = z.object({
  section: z.string(),
  id: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  says: bilingual,
});

export const getDifferences = defineRoute({
  id: "studio.differences",
  method: "GET",
  path: `${base}/:versionId/differences`,
  access: "sop.read",
  tag,
  summary: "In words, what changes from another version (the published one unless named) to this one",
  params: versionParams,
  query: z.object({ from: id.optional() }),
  response: z.object({ from: versionShape.nullable(), items: z.array(differenceShape) }),
});

export const propose = defineRoute({
  id: "studio.propose",
  method: "POST",
  path: `${base}/:versionId/proposal`,
  access: "sop.write",
  tag,
  summary: "Ask a second person to publish a checked version",
  params: versionParams,
  body: z.object({ reason }),
  response: versionDetail,
});

export const withdrawProposal = defineRoute({
  id: "studio.withdraw",
  method: "DELETE",
  path: `${base}/:versionId/proposal`,
  access: "sop.write",
  tag,
  summary: "Take a proposal back, or return it with a reason: it is a draft again",
  params: versionParams,
  query: z.object({ reason: z.string().max(2_000).default("") }),
  response: versionDetail,
});

const NOT_READ: ErrorCode = "approval_without_revision";

export const approve = defineRoute({
  id: "studio.approve",
  method: "POST",
  path: `${base}/:versionId/approval`,
  access: "sop.write",
  tag,
  summary:
    "Approve a proposal of somebody else: it is published, new tickets begin with it. `revision`: the one that was read, so that no other goes out",
  params: versionParams,
  query: z.object({ revision: z.coerce.number(NOT_READ).int(NOT_READ).min(1, NOT_READ) }),
  response: versionDetail,
});

export const rollBack = defineRoute({
  id: "studio.roll_back",
  method: "POST",
  path: `${base}/:versionId/restoration`,
  access: "sop.write",
  tag,
  summary: "Publish a retired version again at once; it was approved before",
  params: versionParams,
  body: z.object({ reason }),
  response: versionDetail,
});

const trailItem = z.object({
  id,
  at: instant,
  by: person.nullable(),
  action: z.enum(STUDIO_ACTIONS),
  reason: z.string(),
  /** What else is to know: number of findings, tickets moved. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const getTrail = defineRoute({
  id: "studio.trail",
  method: "GET",
  path: `${base}/:versionId/trail`,
  access: "sop.read",
  tag,
  summary: "Every step of a version: who, when, why",
  params: versionParams,
  query: pageQuery,
  response: pageOf(trailItem),
});

const scope = z.union([
  z.object({ ticketNumber: z.string().max(40) }),
  z.object({ last: z.number().int().min(1).max(DRY_RUN_TICKETS_MAX) }),
  /** Every ticket opened in these days: a back-test over the desk's own history. */
  z.object({ from: z.iso.date(), to: z.iso.date() }),
]);

const runShape = z.object({
  id,
  versionId: id,
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
  problem: bilingual.nullable(),
  /** `BacktestResult` of the domain, once it is done. */
  result: z.record(z.string(), z.unknown()).nullable(),
});
export type RunShape = z.output<typeof runShape>;

export const startRun = defineRoute({
  id: "studio.run",
  method: "POST",
  path: `${base}/:versionId/runs`,
  access: "sop.write",
  tag,
  summary: "Dry run or back-test of a version against the published one: over one ticket, the last ones, or some days",
  params: versionParams,
  body: z.object({ scope }),
  response: runShape,
  status: 202,
});

export const getRun = defineRoute({
  id: "studio.run.show",
  method: "GET",
  path: "/api/v1/procedure-runs/:runId",
  access: "sop.write",
  tag,
  summary: "How far a run is, and its result; runs are kept for seven days",
  params: z.object({ runId: id }),
  response: runShape,
});

export const cancelRun = defineRoute({
  id: "studio.run.cancel",
  method: "DELETE",
  path: "/api/v1/procedure-runs/:runId",
  access: "sop.write",
  tag,
  summary: "Stop a run",
  params: z.object({ runId: id }),
});

const promiseMove = z.object({
  metric: z.string(),
  title: bilingual,
  lineId: z.string().nullable(),
  before: instant.nullable(),
  after: instant.nullable(),
});
const ticketMove = z.object({ ticketId: id, number: z.string(), subject: z.string(), changes: z.array(promiseMove) });

export const previewMove = defineRoute({
  id: "studio.move.preview",
  method: "GET",
  path: `${base}/:versionId/move`,
  access: "sop.write",
  tag,
  summary: "Open tickets under other versions, and which of their promises would change under this one",
  params: versionParams,
  query: pageQuery,
  response: pageOf(ticketMove),
});

export const moveTickets = defineRoute({
  id: "studio.move",
  method: "POST",
  path: `${base}/:versionId/move`,
  access: "sop.write",
  tag,
  summary: "Move open tickets to the published version; each keeps its events, its promises are matched anew",
  params: versionParams,
  body: z.object({ ticketIds: z.array(id).min(1).max(MOVED_TICKETS_MAX), reason }),
  response: z.object({ moved: z.number().int(), refused: z.array(z.object({ ticketId: id, says: bilingual })) }),
});
