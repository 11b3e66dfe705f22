import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { NotFound, PageFailure, PagePending } from "../frame/page-states.tsx";
import { customersRoutes } from "../rooms/customers/routes.ts";
import { inboxRoutes, ticketLinkRoute, ticketPrintRoute } from "../rooms/inbox/routes.ts";
import { searchRoute } from "../rooms/search/routes.ts";
import { settingsRoutes } from "../rooms/settings/routes.ts";
import { studioRoutes } from "../rooms/studio/routes.ts";
import { sessionRoutes } from "../session/routes.ts";
import { rootRoute } from "./root-route.tsx";
import { signedInRoute } from "./signed-in-route.ts";

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox" });
  },
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  ...sessionRoutes,
  signedInRoute.addChildren([
    inboxRoutes,
    ticketLinkRoute,
    ticketPrintRoute,
    searchRoute,
    customersRoutes,
    studioRoutes,
    settingsRoutes,
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 150,
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });

export type ConsoleRouter = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }
}
