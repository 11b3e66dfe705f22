import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { Entrance } from "./entrance.tsx";
import { TwoFactorSetup } from "./two-factor-setup.tsx";
import { useEnter } from "./use-enter.ts";

/** Where a person lands whose role demands two-step verification and who has none yet. */
export function TwoFactorPage(): JSX.Element {
  const { t } = useTranslation("session");
  const enter = useEnter(undefined);
  return (
    <Entrance title={t("two_factor.title")} lead={t("two_factor.lead")}>
      <TwoFactorSetup onDone={enter} />
    </Entrance>
  );
}
