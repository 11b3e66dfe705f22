import path from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const SCRIPT = "first-paint/first-paint.ts";
/** In a chunk's name: the words of the first page in a language. */
const WORDS = /first-words-(\w+)\.ts$/;

/**
 * Puts the script that runs before the first paint into the head of the page, where it waits for no line, with the addresses of
 * the first page's words. Only for a tree that has it.
 */
export function layFirstPaint(root: string): Plugin {
  const script = path.join(root, SCRIPT);
  return {
    name: "lay-first-paint",
    transformIndexHtml: {
      order: "post",
      handler: async (_, { bundle }) => {
        const tag = bundle
          ? { attrs: wordsIn(bundle), children: await bundled(script) }
          : { attrs: { type: "module", src: `/${SCRIPT}` } };
        return [{ tag: "script", ...tag, injectTo: "head-prepend" }];
      },
    },
  };
}

function wordsIn(bundle: Rolldown.OutputBundle): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const output of Object.values(bundle)) {
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
  const { code } = outputs[0]!.output[0];
  if (code.includes("</script")) throw new Error("the script before the first paint would end in its middle");
  return code.trim();
}
