import type { JSX, ReactNode } from "react";
import { AntdRoom } from "../tokens/antd-room.tsx";
import { useMode, useModeOnRoot } from "../tokens/theme-mode.ts";

/** Everything in one room, light or dark. */
export function UiProvider({ children }: { children: ReactNode }): JSX.Element {
  useModeOnRoot(useMode());
  return <AntdRoom>{children}</AntdRoom>;
}
