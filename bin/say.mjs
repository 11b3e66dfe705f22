/** One thing, said in both languages. */
export function say(zh, en) {
  process.stdout.write(`${zh}\n${en}\n`);
}

/** Ends with a sentence in both languages. */
export function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`);
  process.exit(1);
}
