import { runOurNode } from "./run-our-node.mjs";

runOurNode("test/house-rules/schema/rewrite-schema.ts", process.argv.slice(2));
