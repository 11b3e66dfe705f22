import type { Language } from "../../contract/common.ts";
import type { Viewer } from "../../domain/permission/index.ts";

/** A person who is signed in, by cookie or by API token. A token's `viewer.scopes` narrow what the role has. */
export type SignedIn = {
  viewer: Viewer;
  staffId: string;
  name: string;
  email: string;
  role: Viewer["role"];
  language: Language;
  /** IANA zone: `Asia/Shanghai`. */
  timeZone: string;
  via: "cookie" | "token";
  /** The sign-in session of a cookie, or the API token, that this call came with. */
  credentialId: string;
};

/** Who calls: null on a public route without a valid session. */
export type StaffSession = SignedIn | null;
