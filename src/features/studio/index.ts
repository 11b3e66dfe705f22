import type { StaffSession } from "../../core/staff/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { versionRoutes } from "./version-routes.ts";

/** Versions of the procedure: drafted, checked, tried, approved, moved to. */
export function studioFeature(): { routes: HttpRoute<StaffSession>[] } {
  return { routes: [...versionRoutes()] };
}
