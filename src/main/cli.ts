import { runCli } from "./cli/program.ts";

const code = await runCli(process.argv.slice(2));
// A reader that is slower than we are has not had everything yet.
for (const stream of [process.stdout, process.stderr])
  await new Promise<void>((resolve) => stream.write("", () => resolve()));
process.exit(code);
