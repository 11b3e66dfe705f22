import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { initialiseCluster } from "./initialise-cluster.ts";

/** A program that is told to make the files and refuses some locale. */
function initdbWithout(locale: string, parent: string): string {
  const program = path.join(parent, "initdb");
  writeFileSync(
    program,
    `#!/bin/sh
for given in "$@"; do case "$given" in
  --lc-ctype=${locale}) echo 'initdb: error: invalid locale name "${locale}"' >&2; exit 1;;
  --lc-ctype=*) letters=\${given#*=};;
  --pgdata=*) folder=\${given#*=};;
esac; done
mkdir "$folder" && echo "$letters" > "$folder/letters"
`,
  );
  chmodSync(program, 0o755);
  return program;
}

test.skipIf(process.platform === "win32")(
  "a system without the locale of all letters gets a database all the same; one that refuses more says why",
  async () => {
    const parent = mkdtempSync(path.join(tmpdir(), "bihuan-initdb-"));
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
    const place = { parent, cluster: path.join(parent, "cluster"), who: null };
    const make = (locale: string) =>
      initialiseCluster({ initdb: initdbWithout(locale, parent), postgres: "" }, place, "word");
    await expect(make("*")).rejects.toThrow("invalid locale name");
    await make("C.UTF-8");
    expect(readFileSync(path.join(place.cluster, "letters"), "utf8")).toBe("C\n");
  },
);
