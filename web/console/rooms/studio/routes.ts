import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { lazyPage } from "../../app/page-later.tsx";
import { counting, readSearch, word } from "../../app/read-search.ts";
import { signedInRoute } from "../../app/signed-in-route.ts";

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
    validateSearch: readSearch({ version: word(), q: word(), open: word() }),
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
    validateSearch: readSearch({ from: word(), to: word() }),
    component: lazyRouteComponent(() => import("./versions/compare-page.tsx"), "ComparePage"),
  }),
  createRoute({
    getParentRoute: () => studioRoute,
    path: "on-call",
    validateSearch: readSearch({ week: word(), open: word() }),
    component: lazyRouteComponent(() => import("./on-call/on-call-page.tsx"), "OnCallPage"),
  }),
  versionRoute.addChildren([
    createRoute({
      getParentRoute: () => versionRoute,
      path: "/",
      validateSearch: readSearch({ section: word(), q: word(), open: word() }),
      component: lazyRouteComponent(() => import("./draft/draft-page.tsx"), "DraftPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "text",
      validateSearch: readSearch({ line: counting }),
      component: lazyRouteComponent(() => import("./draft/text-page.tsx"), "TextPage"),
    }),
    createRoute({
      getParentRoute: () => versionRoute,
      path: "trial",
      validateSearch: readSearch({ run: word() }),
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
