import "i18next";
import type portal from "./locales/zh/portal.json" with { type: "json" };

declare module "i18next" {
  interface ResourceNamespaceMap {
    portal: typeof portal;
  }
}
