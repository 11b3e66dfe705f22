import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** Deeper than any mail a person wrote; a parser's time for each further tag grows with the depth. */
const OPEN_TAGS_MAX = 250;

const VOID = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);
/** Elements that the next one of their kind ends, written without an end of their own. */
const ENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set(["a"]),
  p: new Set(["p"]),
  li: new Set(["li"]),
  dt: new Set(["dt", "dd"]),
  dd: new Set(["dt", "dd"]),
  option: new Set(["option"]),
  td: new Set(["thead", "td", "th"]),
  th: new Set(["th"]),
  tr: new Set(["td", "th", "tr"]),
};

/**
 * HTML with no more than OPEN_TAGS_MAX elements open at once: tags of deeper ones are left out, their text stays. Time
 * grows with the length alone. HTML that is not so deep comes back as it is. It reads tags as the parser behind it does.
 */
export function limitNesting(html: string): string {
  const nesting = followNesting();
  const kept: string[] = [];
  let done = 0;
  let opening: { from: number; name: string } | null = null;
  const drop = (from: number, to: number) => {
    kept.push(html.slice(done, from));
    done = to;
  };
  const onOpened = (end: number) => {
    if (opening && !nesting.opens(opening.name)) drop(opening.from, end + 1);
    opening = null;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ...IGNORING,
      onopentagname: (start, end) => (opening = { from: start - 1, name: html.slice(start, end).toLowerCase() }),
      onopentagend: onOpened,
      onselfclosingtag: onOpened,
      onclosetag: (start, end) => {
        const to = html.indexOf(">", end) + 1;
        if (!nesting.closes(html.slice(start, end).toLowerCase())) drop(start - 2, to || html.length);
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return done === 0 ? html : kept.join("") + html.slice(done);
}

/** Which elements are open; both answer whether the tag may stand. */
function followNesting(): { opens(name: string): boolean; closes(name: string): boolean } {
  const open: string[] = [];
  const left = new Map<string, number>();
  return {
    opens: (name) => {
      if (VOID.has(name)) return true;
      while (ENDS[name]?.has(open.at(-1) ?? "")) open.pop();
      const fits = open.length < OPEN_TAGS_MAX;
      if (fits) open.push(name);
      else left.set(name, (left.get(name) ?? 0) + 1);
      return fits;
    },
    closes: (name) => {
      const leftOut = left.get(name) ?? 0;
      if (leftOut > 0) left.set(name, leftOut - 1);
      const at = open.lastIndexOf(name);
      if (leftOut === 0 && at >= 0) open.length = at;
      return leftOut === 0;
    },
  };
}

const ignore = (): void => undefined;
const IGNORING: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};
