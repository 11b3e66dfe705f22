import { createRoute, redirect } from "@tanstack/react-router";
import { ApiProblem } from "../../ui/api/api-problem.ts";
import { Frame } from "../frame/frame.tsx";
import { PageFailure } from "../frame/page-states.tsx";
import { meQuery, takeOnProfile } from "../session/me.ts";
import { rootRoute } from "./root-route.tsx";

/** Parent of every room: nobody gets in without a session. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    try {
      takeOnProfile(await context.client.ensureQueryData(meQuery));
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401)
        throw redirect({ to: "/sign-in", search: { next: location.href } });
      throw problem;
    }
  },
  component: Frame,
  errorComponent: PageFailure,
});
