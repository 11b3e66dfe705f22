import { Tabs } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ContextTab } from "../ticket-context.ts";
import { CustomerTab } from "./customer-tab.tsx";
import { NextTab } from "./next-tab.tsx";
import { TrailTab } from "./trail-tab.tsx";
import "./context.css";

/** Beside the conversation: what is due, who the customer is, what happened. */
export function ContextPanel({ tab, onTab }: { tab: ContextTab; onTab: (tab: ContextTab) => void }): JSX.Element {
  const { t } = useTranslation("ticket");
  return (
    <Tabs
      className="context-tabs"
      activeKey={tab}
      onChange={(key) => onTab(key as ContextTab)}
      destroyOnHidden
      items={[
        { key: "next", label: t("context.next"), children: <NextTab /> },
        { key: "customer", label: t("context.customer"), children: <CustomerTab /> },
        { key: "trail", label: t("context.trail"), children: <TrailTab /> },
      ]}
    />
  );
}
