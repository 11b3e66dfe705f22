import { createRoute, redirect } from "@tanstack/react-router";
import { GROUPINGS } from "../../../../src/contract/inbox-routes.ts";
import { SORTS, VIEWS } from "../../../../src/contract/ticket-list-routes.ts";
import { lazyPage } from "../../app/page-later.tsx";
import { oneOf, readSearch, word } from "../../app/read-search.ts";
import { signedInRoute } from "../../app/signed-in-route.ts";
import { meQuery } from "../../session/me.ts";
import { beginWithRows } from "./begin-with-rows.ts";
import { InboxPage } from "./inbox-page.tsx";
import { NoTicketOpen } from "./no-ticket-open.tsx";

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/inbox",
  validateSearch: readSearch({ view: word(60), q: word(500), sort: oneOf(SORTS), group: oneOf(GROUPINGS) }),
  beforeLoad: async ({ context, search }) => {
    const me = context.client.getQueryData(meQuery.queryKey);
    if (me) await beginWithRows(search, me.id);
  },
  component: InboxPage,
});
const indexRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: "/",
  component: NoTicketOpen,
});
const ticketRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: "$ticketId",
  // `/inbox/mine` is as good a link as `/inbox?view=mine`.
  beforeLoad: ({ params, search }) => {
    const view = VIEWS.find((one) => one === params.ticketId);
    if (view) throw redirect({ to: "/inbox", search: { ...search, view } });
  },
  component: lazyPage(() => import("../ticket/ticket-page.tsx"), "TicketPage"),
});

export const inboxRoutes = inboxRoute.addChildren([indexRoute, ticketRoute]);

/** The short link of a ticket: `/tickets/1024`. */
export const ticketLinkRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tickets/$number",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/inbox/$ticketId", params: { ticketId: params.number }, search: {} });
  },
});

/** A ticket as it goes to paper, without the list beside it. */
export const ticketPrintRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/print/$ticketId",
  component: lazyPage(() => import("../ticket/print/print-page.tsx"), "PrintPage"),
});
