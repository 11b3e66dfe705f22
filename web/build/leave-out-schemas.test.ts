import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { leaveOutSchemas } from "./leave-out-schemas.ts";

const FILES: Record<string, string> = {
  "/desk/src/contract/route.ts": "export const defineRoute = (route) => route;",
  "/desk/src/contract/words.ts": `
    import { defineRoute } from "./route.ts";
    import { make } from "maker";
    export const KINDS = ["one", "two"];
    const parts = { kind: make.oneOf(KINDS), ...make.others };
    const shape = make.object({ ...parts, kind: parts.kind.default("one") }).strict();
    export const wordShape = make.string().max(7);
    export const listWords = defineRoute({
      id: "listWords", params: shape, method: "GET", query: make.object({ a: make.string() }), path: "/words",
      body: shape, response: make.object({ items: make.list(shape) }),
    });
    export const others = { add: defineRoute({ id: "add", path: "/add", body: shape }) };`,
};

async function built(entry: string): Promise<string> {
  const given = {
    name: "given",
    resolveId: (id: string, by?: string) => placeOf(id, by),
    load: (id: string) => textOf(id, entry),
  };
  const made = await build({
    configFile: false,
    logLevel: "error",
    plugins: [given, leaveOutSchemas()],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: "entry", external: ["maker"], treeshake: { moduleSideEffects: false } },
    },
  });
  return (made as Rolldown.RolldownOutput).output[0].code;
}

const placeOf = (id: string, by?: string) =>
  id === "entry"
    ? id
    : id.startsWith("./") && by
      ? `/desk/src/contract/${id.slice(2)}`
      : id.startsWith("/desk")
        ? id
        : null;
const textOf = (id: string, entry: string) => (id === "entry" ? entry : (FILES[id] ?? null));

test("a page that calls routes gets where they lead and no schema", async () => {
  const code = await built(
    `import { KINDS, listWords, others } from "/desk/src/contract/words.ts"; console.log(KINDS, listWords, others);`,
  );
  for (const part of ["listWords", '"GET"', '"/words"', '"/add"', '"two"']) expect(code).toContain(part);
  expect(code).not.toMatch(/make|maker|response|params|query|body/);
});

test("a page that reads a schema gets that one", async () => {
  const code = await built(`import { wordShape } from "/desk/src/contract/words.ts"; console.log(wordShape);`);
  expect(code).toContain("make.string().max(7)");
  expect(code).not.toContain("object");
});
