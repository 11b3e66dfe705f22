import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** A random 256-bit secret for a link or a token, in letters that survive a URL. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

/** What is kept of a secret: 64 hex digits of SHA-256. The secret has 256 random bits, so no salt is needed. */
export const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
