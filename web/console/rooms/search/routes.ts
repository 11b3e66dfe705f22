import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { signedInRoute } from "../../app/signed-in-route.ts";

export const searchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/search",
  validateSearch: z.object({ q: z.string().max(500).optional() }),
  component: lazyRouteComponent(() => import("./search-page.tsx"), "SearchPage"),
});
