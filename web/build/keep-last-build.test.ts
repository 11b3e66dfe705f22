import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { forgetOlderBuilds } from "./keep-last-build.ts";

test("a build leaves the files of the one before, and none of older ones", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-build-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ["assets", ".vite"]) await mkdir(path.join(folder, name));
  const built = async (...names: string[]) => {
    for (const name of names) await writeFile(path.join(folder, "assets", name), "");
    await forgetOlderBuilds(folder, [
      "index.html",
      ...names.filter((name) => !name.endsWith(".br")).map((name) => `assets/${name}`),
    ]);
    return (await readdir(path.join(folder, "assets"))).sort();
  };
  expect(await built("a1.js", "a1.js.br", "same.js")).toEqual(["a1.js", "a1.js.br", "same.js"]);
  expect(await built("a2.js", "same.js")).toEqual(["a1.js", "a1.js.br", "a2.js", "same.js"]);
  // Built again from the same sources: what is open is still that before it.
  expect(await built("a2.js", "same.js")).toEqual(["a1.js", "a1.js.br", "a2.js", "same.js"]);
  expect(await built("a3.js", "same.js")).toEqual(["a2.js", "a3.js", "same.js"]);
});
