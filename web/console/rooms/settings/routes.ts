import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "../../app/page-later.tsx";
import { readSearch, word } from "../../app/read-search.ts";
import { signedInRoute } from "../../app/signed-in-route.ts";

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  validateSearch: readSearch({ open: word() }),
  component: lazyPage(() => import("./settings-page.tsx"), "SettingsPage"),
});
const page = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => settingsRoute, path, component });

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "audit",
  validateSearch: readSearch({ actor: word(), action: word(), from: word(), to: word() }),
  component: lazyPage(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

export const settingsRoutes = settingsRoute.addChildren([
  page(
    "/",
    lazyRouteComponent(() => import("./frame/overview-page.tsx"), "OverviewPage"),
  ),
  page(
    "profile",
    lazyRouteComponent(() => import("./profile/profile-page.tsx"), "ProfilePage"),
  ),
  page(
    "notifications",
    lazyRouteComponent(() => import("./notifications/notifications-page.tsx"), "NotificationsPage"),
  ),
  page(
    "security",
    lazyRouteComponent(() => import("./security/security-page.tsx"), "SecurityPage"),
  ),
  page(
    "tokens",
    lazyRouteComponent(() => import("./tokens/tokens-page.tsx"), "TokensPage"),
  ),
  page(
    "desk",
    lazyRouteComponent(() => import("./desk/desk-page.tsx"), "DeskPage"),
  ),
  page(
    "mailboxes",
    lazyRouteComponent(() => import("./mailboxes/mailboxes-page.tsx"), "MailboxesPage"),
  ),
  page(
    "scripts",
    lazyRouteComponent(() => import("./scripts/scripts-page.tsx"), "ScriptsPage"),
  ),
  page(
    "calendars",
    lazyRouteComponent(() => import("./calendars/calendars-page.tsx"), "CalendarsPage"),
  ),
  page(
    "people",
    lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
  ),
  page(
    "teams",
    lazyRouteComponent(() => import("./teams/teams-page.tsx"), "TeamsPage"),
  ),
  page(
    "sign-in",
    lazyRouteComponent(() => import("./sign-in/sign-in-settings-page.tsx"), "SignInSettingsPage"),
  ),
  auditRoute,
]);
