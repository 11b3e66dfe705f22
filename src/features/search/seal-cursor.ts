import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { CodedError } from "../../contract/coded-error.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a search goes on. Sealed, because the place may be that of a message which the person may not know of. */
export type CursorSeal = { seal(place: string): string; open(cursor: string): string };

export function cursorSeal(secretKey: string): CursorSeal {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "", "search cursor", KEY_BYTES));
  return {
    seal: (place) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(place, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open: (cursor) => {
      const bytes = Buffer.from(cursor, "base64url");
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) throw new CodedError("cursor_invalid");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const place = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([place, decipher.final()]).toString("utf8");
      } catch {
        throw new CodedError("cursor_invalid");
      }
    },
  };
}
