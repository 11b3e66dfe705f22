import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/page-later.tsx";
import { readSearch, word } from "../../app/read-search.ts";
import { signedInRoute } from "../../app/signed-in-route.ts";

export const searchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/search",
  validateSearch: readSearch({ q: word(500) }),
  component: lazyPage(() => import("./search-page.tsx"), "SearchPage"),
});
