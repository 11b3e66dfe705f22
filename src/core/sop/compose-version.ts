import { problemOf, toCodedError } from "../../contract/coded-error.ts";
import { packFindings } from "../../contract/pack-findings.ts";
import {
  composeById,
  removalFindings,
  type ComposedPack,
  type Override,
  type PackDocument,
} from "../../domain/sop/index.ts";
import type { Refusal } from "../../domain/result.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCalendarBook } from "./calendar-book.ts";
import { readLayer, type LayerFinding, type ReadLayer } from "./layer-text.ts";
import { digestOfDocument, shippedLibrary, STANDARD_PACK, type ShippedLibrary } from "./shipped-library.ts";
import { placeIn } from "./yaml-places.ts";

/** The name by which `origins` and `overrides` call the layer. */
export const DESK_LAYER = "desk";

const FINDINGS_KEPT_MAX = 200;

/** What the layer comes to over the words that ship; without content while it cannot be read. */
export type Composition = {
  content: PackDocument | null;
  digest: string;
  shippedDigest: string;
  origins: Record<string, string>;
  overrides: readonly Override[];
  findings: LayerFinding[];
};

/** Composes and checks a version against the desk's calendars as they stand. */
export async function composeVersion(
  tx: Tx,
  version: { layer: string; number: number },
  now: number,
): Promise<Composition> {
  const shipped = await shippedLibrary();
  const layer = readLayer(version.layer);
  const nothing = { content: null, origins: {}, overrides: [], shippedDigest: shipped.digest };
  if (!layer.ok) return { ...nothing, digest: digestOfDocument(version.layer), findings: layer.findings };
  const composed = layComposed(shipped, layer.content, version.number);
  if (!composed.ok)
    return { ...nothing, digest: digestOfDocument(version.layer), findings: [composeFinding(composed.refusal)] };
  const { pack, origins, overrides } = composed.value;
  // As the database gives it back: what is checked is what will run.
  const content = JSON.parse(JSON.stringify(pack)) as PackDocument;
  const { compiled } = await readCalendarBook(tx);
  const checked = packFindings(content, { calendars: compiled, now });
  const found = [...removalFindings(composed.value), ...checked].slice(0, FINDINGS_KEPT_MAX);
  return {
    content,
    digest: digestOfDocument(content),
    shippedDigest: shipped.digest,
    origins: Object.fromEntries(origins),
    overrides,
    findings: found.map((one) => ({ ...one, ...positionOf(layer, one.place) })),
  };
}

type Laid = { ok: true; value: ComposedPack } | { ok: false; refusal: Refusal };

function layComposed(shipped: ShippedLibrary, layer: PackDocument, number: number): Laid {
  if (Object.keys(layer).length === 0) return { ok: true, value: shipped.standard };
  const name = layer["name"] ?? shipped.standard.pack["name"];
  const desk = { ...layer, id: DESK_LAYER, version: number, name, extends: [STANDARD_PACK] };
  return composeById(DESK_LAYER, new Map([...shipped.packs, [DESK_LAYER, desk]]));
}

function composeFinding(refusal: Refusal): LayerFinding {
  const { code, params } = toCodedError(refusal);
  const [zh, en] = [problemOf(code, params, "zh"), problemOf(code, params, "en")];
  const says = { zh: zh.title, en: en.title };
  return { code, place: "(document)", says, mend: { zh: zh.remedy, en: en.remedy }, line: null, column: null };
}

/** An item that ships has no place in the layer, though its section may. */
function positionOf({ document, lines }: ReadLayer & { ok: true }, place: string) {
  const found = placeIn(document, place);
  if (!found || found.depth < (place.includes("[") ? 2 : 1)) return { line: null, column: null };
  const { line, col } = lines.linePos(found.offset);
  return { line, column: col };
}
