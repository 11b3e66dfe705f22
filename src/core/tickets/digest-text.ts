import { createHash } from "node:crypto";

/** SHA-256 in hex: what an event keeps of a text, so that erasing a person's words leaves the chain whole. */
export const digestText = (text: string): string => createHash("sha256").update(text).digest("hex");
