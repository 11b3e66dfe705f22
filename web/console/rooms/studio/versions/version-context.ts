import { createContext, useContext } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";

export const VersionContext = createContext<VersionDetail | null>(null);

/** The version whose page this is; only inside its frame. */
export function useDetail(): VersionDetail {
  const detail = useContext(VersionContext);
  if (!detail) throw new Error("outside of a version's frame");
  return detail;
}
