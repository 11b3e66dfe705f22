import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useOnline } from "./use-online.ts";
import "./states.css";

/** One quiet line while there is no connection. `connected` false: the network is there, our server is not. */
export function OfflineBar({ connected = true }: { connected?: boolean }): JSX.Element {
  const { t } = useTranslation("ui");
  const offline = !useOnline() || !connected;
  return <div role="status">{offline ? <div className="offline-bar">{t("offline.bar")}</div> : null}</div>;
}
