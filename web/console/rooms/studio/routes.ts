import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { z } from "zod";
import { lazyPage } from "../../app/page-later.tsx";
import { signedInRoute } from "../../app/signed-in-route.ts";

const word = z.string().max(200).optional().catch(undefined);

const studioRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/studio",
  component: lazyPage(() => import("./studio-page.tsx"), "StudioPage"),
});
const indexRoute = createRoute({
  getParentRoute: () => studioRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/studio/manual", search: {} });
  },
});
const versionRoute = createRoute({
  getParentRoute: () => studioRoute,
  path: "versions/$versionId",
  component: lazyRouteComponent(() => import("./versions/version-frame.tsx"), "VersionFrame"),
});

export const studioRoutes = studioRoute.addChildren([
  indexRoute,
  createRoute({
    getParentRoute: () => studioRoute,
    path: "manual",
    /** `open`: the cell or item that stands open. */
    validateSearch: z.object({ version: word, q: word, open: word }),
    component: lazyRouteComponent(() => import("./manual/manual-page.tsx"), "ManualPage"),
  }),
  createRoute({
    getParentRoute: () => studioRoute,
    path: "versions",
    component: lazyRouteComponent(() => import("./versions/versions-page.tsx"), "VersionsPage"),
  }),
  createRoute({
    getParentRoute: () => studioRoute,
    path: "compare",
    validateSearch: z.object({ from: word, to: word }),
    component: lazyRouteComponent(() => import("./versions/compare-page.tsx"), "ComparePage"),
  }),
  createRoute({
    getParentRoute: () => studioRoute,
    path: "on-call",
    validateSearch: z.object({ week: word, open: word }),
    component: lazyRouteComponent(() => import("./on-call/on-call-page.tsx"), "OnCallPage"),
  }),
  versionRoute.addChildren([
    createRoute({
      getParentRoute: () => versionRoute,
      path: "/",
      validateSearch: z.object({ section: word, q: word, open: word }),
      component: lazyRouteComponent(() => import("./draft/draft-page.tsx"), "DraftPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "text",
      validateSearch: z.object({ line: z.coerce.number().int().min(1).optional().catch(undefined) }),
      component: lazyRouteComponent(() => import("./draft/text-page.tsx"), "TextPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "trial",
      validateSearch: z.object({ run: word }),
      component: lazyRouteComponent(() => import("./trial/trial-page.tsx"), "TrialPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "publish",
      component: lazyRouteComponent(() => import("./publish/publish-page.tsx"), "PublishPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "move",
      component: lazyRouteComponent(() => import("./publish/move-page.tsx"), "MovePage"),
    }),
  ]),
]);
