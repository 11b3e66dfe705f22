import { createRoute, redirect } from "@tanstack/react-router";
import { lazyPage } from "../app/page-later.tsx";
import { readSearch } from "../app/read-search.ts";
import { rootRoute } from "../app/root-route.tsx";
import { ApiProblem } from "../../ui/api/api-problem.ts";
import { meQuery } from "./me.ts";
import { safeNext } from "./safe-next.ts";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: readSearch({ next: (given) => (typeof given === "string" ? safeNext(given) : undefined) }),
  component: lazyPage(() => import("./sign-in-page.tsx"), "SignInPage"),
});
const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgotten-password",
  component: lazyPage(() => import("./forgotten-password-page.tsx"), "ForgottenPasswordPage"),
});
const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password/$token",
  component: lazyPage(() => import("./reset-password-page.tsx"), "ResetPasswordPage"),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation/$token",
  component: lazyPage(() => import("./invitation-page.tsx"), "InvitationPage"),
});
const twoFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/two-factor",
  beforeLoad: async ({ context }) => {
    try {
      await context.client.ensureQueryData(meQuery);
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401)
        throw redirect({ to: "/sign-in", search: { next: "/two-factor" } });
      throw problem;
    }
  },
  component: lazyPage(() => import("./two-factor-page.tsx"), "TwoFactorPage"),
});

export const sessionRoutes = [signInRoute, forgottenRoute, resetRoute, invitationRoute, twoFactorRoute];
