import { useState, type ComponentProps, type ComponentType, type JSX } from "react";
import { lazyPart } from "./lazy-part.tsx";

type Trigger = Pick<ComponentProps<"button">, "onClick" | "onPointerEnter" | "onFocus">;

/** Fetches a part before it is shown. One that fails is fetched again, and the failure told, when it is shown. */
export const fetchAhead = (load: () => Promise<unknown>): void =>
  void Promise.all([load(), import("../tokens/antd-room.tsx")]).catch(() => undefined);

/** Fetches a part when the pointer or the focus comes near, so that it is here when it is clicked. */
export function aheadOf(load: () => Promise<unknown>): Pick<Trigger, "onPointerEnter" | "onFocus"> {
  const fetch = () => fetchAhead(load);
  return { onPointerEnter: fetch, onFocus: fetch };
}

/**
 * A button whose menu takes its place, open, when it is first clicked: `menuLater(() => import("./x.tsx"), "X", XButton)`.
 * The first page so does without the menu's scripts.
 */
export function menuLater<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
  Button: ComponentType<P & Trigger>,
): (props: P) => JSX.Element {
  const Menu = lazyPart(load, name, Button as ComponentType<P>);
  const ahead = aheadOf(load);
  return function MenuLater(props: P): JSX.Element {
    const [wanted, setWanted] = useState(false);
    if (wanted) return <Menu {...props} />;
    return <Button {...props} {...ahead} onClick={() => setWanted(true)} />;
  };
}
