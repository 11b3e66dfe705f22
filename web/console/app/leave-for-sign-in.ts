import type { QueryClient } from "@tanstack/react-query";
import type { ConsoleRouter } from "./router.ts";

/** The session has ended: to the sign-in page, and from there back to where the person was. */
export async function leaveForSignIn(router: ConsoleRouter, client: QueryClient): Promise<void> {
  const { pathname, href } = router.state.location;
  if (["/sign-in", "/invitation", "/reset-password", "/forgotten-password"].some((path) => pathname.startsWith(path)))
    return;
  await router.navigate({ to: "/sign-in", search: { next: href } });
  client.clear();
}
