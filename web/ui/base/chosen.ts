import type { MenuProps } from "antd";

/** What choosing an item of a menu does. The Enter that chose it does not press the button that a dialog begins with as well. */
export const chosen =
  (run: () => void): NonNullable<MenuProps["onClick"]> =>
  ({ domEvent }) => {
    domEvent.preventDefault();
    run();
  };
