const QUOTE = '"';
const ROW_LINES_MAX = 200;
const ROW_CHARS_MAX = 200_000;

/** `line`: where the row begins, from 1. `onBroken`: a quotation that nothing closes, with the line it stands in. */
export type RowSink = {
  onRow(line: number, cells: string[]): void;
  onBroken(line: number, text: string): void;
};

/**
 * Splits a file, given piece by piece, into rows and cells. Cells in quotation marks may hold line ends. A quotation mark that
 * nothing closes spoils its own line alone: parsers that we know lose everything behind it. Empty lines are no rows.
 * @returns what to call with each piece, and at the end
 */
export function splitRows(delimiter: string, sink: RowSink): { write(piece: string): void; end(): void } {
  let rest = "";
  let nextLine = 1;
  const lines = new OpenRow(delimiter, sink);
  return {
    write: (piece) => {
      const text = rest + piece;
      let from = 0;
      for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
        lines.take(nextLine++, text.slice(from, text[to - 1] === "\r" && to > from ? to - 1 : to));
        from = to + 1;
      }
      rest = text.slice(from);
    },
    end: () => {
      if (rest !== "") lines.take(nextLine++, rest);
      lines.giveUp();
    },
  };
}

/** The lines of a row whose quotation is still open. */
class OpenRow {
  readonly #delimiter: string;
  readonly #sink: RowSink;
  #held: string[] = [];
  #heldChars = 0;
  #firstLine = 0;

  constructor(delimiter: string, sink: RowSink) {
    this.#delimiter = delimiter;
    this.#sink = sink;
  }

  take(line: number, text: string): void {
    if (this.#held.length === 0) {
      if (text === "") return;
      if (!text.includes(QUOTE)) return this.#sink.onRow(line, text.split(this.#delimiter));
      this.#firstLine = line;
    }
    const isOpen = endsOpen(text, this.#delimiter, this.#held.length > 0);
    if (isOpen === null) return this.#spoilAndRetake(line, text);
    this.#held.push(text);
    this.#heldChars += text.length;
    if (!isOpen) this.#finish();
    else if (this.#held.length >= ROW_LINES_MAX || this.#heldChars > ROW_CHARS_MAX) this.#spoilFirst();
  }

  #spoilAndRetake(line: number, text: string): void {
    this.#spoilFirst();
    this.take(line, text);
  }

  giveUp(): void {
    while (this.#held.length > 0) this.#spoilFirst();
  }

  #finish(): void {
    const text = this.#held.join("\n");
    this.#clear();
    this.#sink.onRow(this.#firstLine, cellsOf(text, this.#delimiter));
  }

  /** The first line is told as broken, those behind it are read anew. */
  #spoilFirst(): void {
    const [first = "", ...others] = this.#held;
    const line = this.#firstLine;
    this.#clear();
    this.#sink.onBroken(line, first);
    for (const [index, text] of others.entries()) this.take(line + 1 + index, text);
  }

  #clear(): void {
    this.#held = [];
    this.#heldChars = 0;
  }
}

/**
 * Whether a line ends within a quotation, `open` at its start or not. A quotation begins where a cell does. Null where the mark that
 * would close an open one stands within a cell: it is another's, and nothing closes that of the lines before.
 */
function endsOpen(text: string, delimiter: string, open: boolean): boolean | null {
  let at = 0;
  let quoted = open;
  let inherited = open;
  for (;;) {
    if (quoted) {
      const close = closingQuote(text, at);
      if (close < 0) return true;
      at = close + 1;
      if (inherited && at < text.length && !text.startsWith(delimiter, at)) return null;
      inherited = false;
    } else if (text[at] === QUOTE) {
      quoted = true;
      at += 1;
      continue;
    }
    const next = text.indexOf(delimiter, at);
    if (next < 0) return false;
    at = next + delimiter.length;
    quoted = false;
  }
}

/** A doubled mark stands for itself. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf(QUOTE, from);
  while (at >= 0 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2);
  return at;
}

function cellsOf(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (text[at] === QUOTE) {
      const close = closingQuote(text, at + 1);
      cell = text.slice(at + 1, close).replaceAll('""', QUOTE);
      at = close + 1;
    }
    const next = text.indexOf(delimiter, at);
    cells.push(cell + (next < 0 ? text.slice(at) : text.slice(at, next)));
    if (next < 0) return cells;
    at = next + delimiter.length;
  }
}
