import type { z } from "zod";
import type { Language } from "../../contract/common.ts";
import type { availability, theme } from "../../contract/staff-shapes.ts";
import type { Role } from "../../domain/permission/index.ts";

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
  theme: z.infer<typeof theme>;
  signatureHtml: string;
  availability: z.infer<typeof availability>;
  active: boolean;
  /** May write the procedure, if supervisor or agent. */
  isSopOwner: boolean;
  twoFactor: boolean;
  teamIds: string[];
  version: number;
  createdAt: Date;
};
