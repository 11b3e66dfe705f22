import { lazy, Suspense, type ComponentType, type JSX } from "react";

const RELOADED_KEY = "bihuan.reloaded-at";
const RELOAD_PAUSE_MS = 60_000;

/** A part that is fetched when it is first shown: `lazyPart(() => import("./x.tsx"), "X")`. */
export function lazyPart<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
  /** Stands in its place until then. */
  Fallback?: ComponentType<P>,
): (props: P) => JSX.Element {
  const Part = lazy(async () => ({ default: (await load().catch(reloadOnce))[name] }));
  return function LazyPart(props: P): JSX.Element {
    const Shown = Part as unknown as ComponentType<P>;
    return (
      <Suspense fallback={Fallback ? <Fallback {...props} /> : null}>
        <Shown {...props} />
      </Suspense>
    );
  };
}

/** The product was renewed under an open page and the old part is gone: the page is loaded anew, but never in a circle. */
function reloadOnce(failure: unknown): never {
  const before = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
  if (navigator.onLine && Date.now() - before > RELOAD_PAUSE_MS) {
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    location.reload();
  }
  throw failure;
}
