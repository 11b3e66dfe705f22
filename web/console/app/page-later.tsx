import { lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";

/** A page that is fetched when it is first gone to, in a room of Ant Design, which the first page does without. */
export const lazyPage = <N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N) =>
  lazyRouteComponent(async () => {
    const [loaded, { AntdRoom }] = await Promise.all([load(), import("../../ui/tokens/antd-room.tsx")]);
    const Page: ComponentType = loaded[name];
    const Furnished = () => (
      <AntdRoom>
        <Page />
      </AntdRoom>
    );
    return { Furnished };
  }, "Furnished");
