import type { Language } from "../../contract/common.ts";
import type { Role } from "../../domain/permission/index.ts";

export const AVAILABILITIES = ["available", "busy", "away"] as const;
export const THEMES = ["system", "light", "dark"] as const;

/** A member of staff as the rest of the product knows him. */
export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  agentNumber: string | null;
  department: string | null;
  language: Language;
  timeZone: string;
  theme: (typeof THEMES)[number];
  signatureHtml: string;
  availability: (typeof AVAILABILITIES)[number];
  active: boolean;
  /** May write the procedure, if supervisor or agent. */
  isSopOwner: boolean;
  twoFactor: boolean;
  teamIds: string[];
  version: number;
  createdAt: Date;
};
