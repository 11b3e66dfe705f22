import { createHash } from "node:crypto";
import { toCodedError } from "../../contract/coded-error.ts";
import { composeById, type ComposedPack, type PackDocument } from "../../domain/sop/index.ts";
import { readPacks, SHIPPED_SOP } from "./read-packs.ts";

export const STANDARD_PACK = "standard";

export type ShippedLibrary = {
  packs: ReadonlyMap<string, PackDocument>;
  standard: ComposedPack;
  /** Of the composed standard pack. */
  digest: string;
};

let known: Promise<ShippedLibrary> | null = null;

/** The packs that ship, read once: they change only with a release. @throws CodedError `pack_invalid` */
export function shippedLibrary(): Promise<ShippedLibrary> {
  known ??= read().catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
}

async function read(): Promise<ShippedLibrary> {
  const packs = await readPacks(SHIPPED_SOP);
  const standard = composeById(STANDARD_PACK, packs);
  if (!standard.ok) throw toCodedError(standard.refusal);
  return { packs, standard: standard.value, digest: digestOfDocument(standard.value.pack) };
}

export const digestOfDocument = (document: unknown): string =>
  createHash("sha256").update(JSON.stringify(document)).digest("hex");
