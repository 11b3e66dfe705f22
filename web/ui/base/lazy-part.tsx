import { lazy, Suspense, type ComponentType, type JSX } from "react";

const RELOADED_KEY = "bihuan.reloaded-at";
const RELOAD_PAUSE_MS = 60_000;

/**
 * A part that is fetched when it is first shown: `lazyPart(() => import("./x.tsx"), "X")`. It stands in a room of Ant
 * Design, which the first page does without.
 */
export function lazyPart<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
  /** Stands in its place until then. */
  Fallback?: ComponentType<P>,
  /** What the fetching waits for. */
  after?: () => Promise<void>,
): (props: P) => JSX.Element {
  const Part = lazy(async () => {
    await after?.();
    const [loaded, { AntdRoom }] = await fetched(() => Promise.all([load(), import("../tokens/antd-room.tsx")]));
    const Loaded = loaded[name] as ComponentType<object>;
    return {
      default: (props: P) => (
        <AntdRoom>
          <Loaded {...props} />
        </AntdRoom>
      ),
    };
  });
  return function LazyPart(props: P): JSX.Element {
    const Shown = Part as unknown as ComponentType<P>;
    return (
      <Suspense fallback={Fallback ? <Fallback {...props} /> : null}>
        <Shown {...props} />
      </Suspense>
    );
  };
}

/** Without a network a part is waited for: what is open stays as it is. */
async function fetched<T>(fetch: () => Promise<T>): Promise<T> {
  if (!navigator.onLine) await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
  try {
    return await fetch();
  } catch (failure) {
    return navigator.onLine ? reloadOnce(failure) : fetched(fetch);
  }
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
