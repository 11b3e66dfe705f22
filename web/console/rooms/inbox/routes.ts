import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { signedInRoute } from "../../app/signed-in-route.ts";

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/inbox",
  validateSearch: z.object({ view: z.string().max(60).optional(), q: z.string().max(400).optional() }),
  component: lazyRouteComponent(() => import("./inbox-page.tsx"), "InboxPage"),
});
const indexRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./no-ticket-open.tsx"), "NoTicketOpen"),
});
const ticketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: "$ticketId",
  component: lazyRouteComponent(() => import("../ticket/ticket-page.tsx"), "TicketPage"),
});

export const inboxRoutes = inboxRoute.addChildren([indexRoute, ticketRoute]);
