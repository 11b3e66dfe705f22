import { createRoute } from "@tanstack/react-router";
import { z } from "zod";
import { lazyPage } from "../../app/page-later.tsx";
import { signedInRoute } from "../../app/signed-in-route.ts";

export const searchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/search",
  validateSearch: z.object({ q: z.string().max(500).optional() }),
  component: lazyPage(() => import("./search-page.tsx"), "SearchPage"),
});
