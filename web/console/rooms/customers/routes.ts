import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { lazyPage } from "../../app/page-later.tsx";
import { signedInRoute } from "../../app/signed-in-route.ts";

const word = z.string().max(200).optional().catch(undefined);

const customersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/customers",
  validateSearch: z.object({
    q: word,
    tier: z.enum(["strategic", "growth", "basic"]).optional().catch(undefined),
    organisation: word,
    only: z.enum(["blocked", "alone"]).optional().catch(undefined),
    /** A form over the page: `new`, `edit`, `merge`. */
    open: word,
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
