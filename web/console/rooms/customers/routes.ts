import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "../../app/signed-in-route.ts";

const customersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/customers",
  component: lazyRouteComponent(() => import("./customers-page.tsx"), "CustomersPage"),
});

export const customersRoutes = customersRoute;
