import { lazy, Suspense, type ComponentType, type JSX } from "react";

/** A part that is fetched when it is first shown: `lazyPart(() => import("./x.tsx"), "X")`. */
export function lazyPart<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
): (props: P) => JSX.Element {
  const Part = lazy(async () => ({ default: (await load())[name] }));
  return function LazyPart(props: P): JSX.Element {
    const Shown = Part as unknown as ComponentType<P>;
    return (
      <Suspense>
        <Shown {...props} />
      </Suspense>
    );
  };
}
