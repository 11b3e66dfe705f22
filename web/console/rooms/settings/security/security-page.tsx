import type { JSX } from "react";
import { SectionPage } from "../frame/section-page.tsx";
import { PasswordCard } from "./password-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { TwoFactorCard } from "./two-factor-card.tsx";

/** One's own password, two-step verification and sessions. */
export function SecurityPage(): JSX.Element {
  return (
    <SectionPage id="security">
      <TwoFactorCard />
      <PasswordCard />
      <SessionsCard />
    </SectionPage>
  );
}
