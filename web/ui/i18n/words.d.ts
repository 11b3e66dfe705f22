import "i18next";
import type ui from "../locales/zh/ui.json" with { type: "json" };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
  }
  interface ResourceNamespaceMap {
    ui: typeof ui;
  }
}
