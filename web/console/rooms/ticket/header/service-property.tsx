import { lazy, Suspense, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTicketPage } from "../ticket-context.ts";
import { PropertyButton } from "./property-button.tsx";

const Panel = lazy(async () => {
  const loaded = await import("./service-panel.tsx");
  return { default: loaded.ServicePanel };
});

/** Which line has it, under which agreement, and how urgent the complaint is. REQ: HA-01, TR-02 */
export function ServiceProperty(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { level, agreement, kind, complaintUrgency } = useTicketPage();
  const urgency = kind === "complaint" && complaintUrgency ? t(`urgency.${complaintUrgency}`) : null;
  const said = [t(`service.level_name.${level}`), agreement, urgency].filter((one) => one !== null);
  return (
    <PropertyButton
      panel="service"
      name={t("service.title")}
      value={said.join(" · ")}
      content={
        <Suspense fallback={null}>
          <Panel />
        </Suspense>
      }
    >
      <span className="truncate">{said.join(" · ")}</span>
    </PropertyButton>
  );
}
