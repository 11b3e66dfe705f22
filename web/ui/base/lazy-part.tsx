import { lazy, Suspense, type ComponentType, type JSX } from "react";
import { online } from "./online.ts";
import { reloadOnce } from "./reload-once.ts";

/**
 * A part that is fetched when it is first shown: `lazyPart(() => import("./x.tsx"), "X")`. It stands in a room of Ant
 * Design, which the first page does without.
 */
export function lazyPart<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
  /** Stands in its place until then. */
  Fallback?: ComponentType<P>,
): (props: P) => JSX.Element {
  const Part = lazy(async () => {
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
  await online();
  try {
    return await fetch();
  } catch (failure) {
    if (!navigator.onLine) return fetched(fetch);
    reloadOnce();
    throw failure;
  }
}
