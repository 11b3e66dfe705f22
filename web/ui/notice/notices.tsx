import { lazy, Suspense, type JSX } from "react";
import { useAsked } from "./confirm.ts";
import { Toasts } from "./toasts.tsx";

const ConfirmDialog = lazy(async () => {
  const loaded = await import("./confirm-dialog.tsx");
  return { default: loaded.ConfirmDialog };
});

/** Toasts and questions; once for the whole app. */
export function Notices(): JSX.Element {
  const asked = useAsked();
  return (
    <>
      <Toasts />
      <Suspense>{asked ? <ConfirmDialog /> : null}</Suspense>
    </>
  );
}
