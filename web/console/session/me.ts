import { useSuspenseQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../../../src/contract/route.ts";
import { meRoutes } from "../../../src/contract/staff-routes.ts";
import type { Ability } from "../../../src/domain/permission/index.ts";
import { setPersonSettings } from "../../ui/base/person-settings.ts";
import { routeQuery } from "../../ui/api/use-route.ts";

export type Me = ResponseOf<typeof meRoutes.show>;

const ME_FRESH_MS = 5 * 60_000;

export const meQuery = { ...routeQuery(meRoutes.show, {}), staleTime: ME_FRESH_MS };

/** Who is signed in; only inside the frame, where the answer is there. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** Whether the person may do this: for what a screen offers. The server decides all the same. */
export const useMay = (ability: Ability): boolean => useMe().abilities.includes(ability);

/** The profile on the server wins over what this browser remembers. */
export const takeOnProfile = ({ language, theme, timeZone }: Me): void =>
  setPersonSettings({ language, theme, timeZone });
