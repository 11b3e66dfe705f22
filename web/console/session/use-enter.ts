import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { meQuery, takeOnProfile } from "./me.ts";
import { safeNext } from "./safe-next.ts";

/** Opens the desk after signing in, where the person wanted to go. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    client.clear();
    const me = await client.fetchQuery(meQuery);
    takeOnProfile(me);
    if (me.twoFactorMissing) await router.navigate({ to: "/two-factor" });
    else await router.navigate({ href: safeNext(next) });
  }, [client, router, next]);
}
