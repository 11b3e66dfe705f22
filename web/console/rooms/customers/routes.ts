import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "../../app/page-later.tsx";
import { oneOf, readSearch, word } from "../../app/read-search.ts";
import { signedInRoute } from "../../app/signed-in-route.ts";

const customersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/customers",
  validateSearch: readSearch({
    q: word(),
    tier: oneOf(["strategic", "growth", "basic"]),
    organisation: word(),
    only: oneOf(["blocked", "alone"]),
    /** A form over the page: `new`, `edit`, `merge`. */
    open: word(),
  }),
  component: lazyPage(() => import("./customers-page.tsx"), "CustomersPage"),
});
const nothing = lazyRouteComponent(() => import("./shared/nothing-open.tsx"), "NothingOpen");

export const customersRoutes = customersRoute.addChildren([
  createRoute({ getParentRoute: () => customersRoute, path: "/", component: nothing }),
  createRoute({
    getParentRoute: () => customersRoute,
    path: "contacts/$contactId",
    component: lazyRouteComponent(() => import("./contact/contact-page.tsx"), "ContactPage"),
  }),
  createRoute({ getParentRoute: () => customersRoute, path: "organisations", component: nothing }),
  createRoute({
    getParentRoute: () => customersRoute,
    path: "organisations/$organisationId",
    component: lazyRouteComponent(() => import("./organisation/organisation-page.tsx"), "OrganisationPage"),
  }),
  createRoute({
    getParentRoute: () => customersRoute,
    path: "import",
    component: lazyRouteComponent(() => import("./import/import-page.tsx"), "ImportPage"),
  }),
]);
