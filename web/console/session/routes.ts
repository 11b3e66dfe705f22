import { createRoute } from "@tanstack/react-router";
import { z } from "zod";
import { lazyPage } from "../app/page-later.tsx";
import { rootRoute } from "../app/root-route.tsx";
import { safeNext } from "./safe-next.ts";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: z.object({ next: z.string().transform(safeNext).optional().catch(undefined) }),
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
  component: lazyPage(() => import("./two-factor-page.tsx"), "TwoFactorPage"),
});

export const sessionRoutes = [signInRoute, forgottenRoute, resetRoute, invitationRoute, twoFactorRoute];
