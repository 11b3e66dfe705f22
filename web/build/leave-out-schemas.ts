import type { Plugin } from "vite";

const CONTRACT = /[\\/]src[\\/]contract[\\/][^\\/]+\.ts$/;
/** Of a route the browser needs its id, its method and its path: what goes and comes is checked by the server. */
const SCHEMAS = new Set(["params", "query", "body", "response"]);
const PURE = "/* @__PURE__ */ ";

/** Of a syntax tree as much as is looked at. */
type Node = {
  type: string;
  start: number;
  end: number;
  name?: string;
  callee?: Node;
  arguments?: Node[];
  properties?: Node[];
  key?: Node;
  init?: Node | null;
};
type Cut = { from: number; to: number; put: string };

/**
 * Takes the schemas out of the routes and marks what the contract makes at its start as pure, so that what is left without a
 * reader is left out: schemas and their library, which a browser would read and run before the first row stands.
 */
export function leaveOutSchemas(): Plugin {
  return {
    name: "leave-out-schemas",
    transform: {
      filter: { id: CONTRACT },
      handler(code) {
        return { code: withCuts(code, cutsIn(this.parse(code))), map: null };
      },
    },
  };
}

function cutsIn(program: unknown): Cut[] {
  const cuts: Cut[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    // What a function does is done when it is called.
    if (!isNode(node) || node.type.includes("Function")) return undefined;
    const { start } = node;
    if (node.type === "VariableDeclarator" && isNode(node.init) && makesOne(node.init))
      return void cuts.push(...pureFrom(node.init));
    if (isRoute(node)) cuts.push({ from: start, to: start, put: PURE }, ...schemasOf(node.arguments?.[0]));
    else if (node.type === "CallExpression") cuts.push({ from: start, to: start, put: PURE });
    return Object.values(node).forEach(visit);
  };
  visit(program);
  return cuts;
}

/** In a function of its own, that has no effect whatever stands in it. */
const pureFrom = ({ start, end }: Node): Cut[] => [
  { from: start, to: start, put: `${PURE}(() => (` },
  { from: end, to: end, put: "))()" },
];

/** Whether something is made here that is no route: a schema, or parts of some. */
function makesOne(node: Node): boolean {
  let makes = false;
  const visit = (part: unknown): boolean => {
    if (Array.isArray(part)) return part.every(visit);
    if (!isNode(part) || part.type.includes("Function")) return true;
    if (isRoute(part)) return false;
    makes ||= part.type === "CallExpression" || part.type === "SpreadElement";
    return Object.values(part).every(visit);
  };
  return visit(node) && makes;
}

const isRoute = (node: Node): boolean => node.type === "CallExpression" && node.callee?.name === "defineRoute";

function schemasOf(route: Node | undefined): Cut[] {
  const parts = route?.properties ?? [];
  return parts.flatMap(({ key, start, end }, at) =>
    // Up to the next part, its comma included.
    SCHEMAS.has(key?.name ?? "") ? [{ from: start, to: parts[at + 1]?.start ?? end, put: "" }] : [],
  );
}

/** What lies within a cut goes with it. */
function withCuts(code: string, cuts: readonly Cut[]): string {
  let left = "";
  let at = 0;
  for (const { from, to, put } of cuts.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    left += code.slice(at, from) + put;
    at = to;
  }
  return left + code.slice(at);
}

const isNode = (node: unknown): node is Node =>
  typeof node === "object" && node !== null && "type" in node && typeof node.type === "string";
