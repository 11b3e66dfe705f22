import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, type JSX } from "react";
import { makeQueryClient } from "../../ui/api/query-client.ts";
import { Notices } from "../../ui/notice/notices.tsx";
import { SkeletonPage } from "../../ui/states/skeleton.tsx";
import { useMode, useModeOnRoot } from "../../ui/tokens/theme-mode.ts";
import { leaveForSignIn } from "./leave-for-sign-in.ts";
import { makeRouter } from "./router.ts";

const client = makeQueryClient(() => void leaveForSignIn(router, client));
const router = makeRouter(client);

export function ConsoleApp(): JSX.Element {
  useModeOnRoot(useMode());
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<SkeletonPage />}>
        <RouterProvider router={router} />
      </Suspense>
      <Notices />
    </QueryClientProvider>
  );
}
