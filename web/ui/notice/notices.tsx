import type { JSX } from "react";
import { lazyPart } from "../base/lazy-part.tsx";
import { useAsked } from "./confirm.ts";
import { Toasts } from "./toasts.tsx";

const ConfirmDialog = lazyPart(() => import("./confirm-dialog.tsx"), "ConfirmDialog");

/** Toasts and questions; once for the whole app. */
export function Notices(): JSX.Element {
  const asked = useAsked();
  return (
    <>
      <Toasts />
      {asked ? <ConfirmDialog /> : null}
    </>
  );
}
