import path from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const SCRIPT = "first-paint/first-paint.ts";
const NAME = "first-paint.js";
/** In a chunk's name: the words of the first page in a language. */
const WORDS = /first-words-(\w+)\.ts$/;

/**
 * Puts the script that runs before the first paint at the head of the page, with the addresses of the first page's words. Only for a tree that has it.
 */
export function layFirstPaint(root: string): Plugin {
  const script = path.join(root, SCRIPT);
  let building = false;
  return {
    name: "lay-first-paint",
    config: (_, { command }) => void (building = command === "build"),
    async buildStart() {
      if (building) this.emitFile({ type: "asset", name: NAME, source: await bundled(script) });
    },
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) => {
        const attrs = bundle ? builtAttributes(bundle) : { type: "module", src: `/${SCRIPT}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}

function builtAttributes(bundle: Rolldown.OutputBundle): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const output of Object.values(bundle)) {
    if (output.type === "asset" && output.names.includes(NAME)) attributes["src"] = `/${output.fileName}`;
    const language = output.type === "chunk" ? WORDS.exec(output.facadeModuleId ?? "")?.[1] : undefined;
    if (language) attributes[`data-${language}`] = `/${output.fileName}`;
  }
  return attributes;
}

/** One classic script of its own, so that it waits for no other. */
async function bundled(script: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2023",
      lib: { entry: script, formats: ["iife"], name: "bihuan", fileName: "first-paint" },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  return outputs[0]!.output[0].code;
}
