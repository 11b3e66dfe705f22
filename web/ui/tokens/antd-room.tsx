import { ConfigProvider, type ConfigProviderProps } from "antd";
import enGB from "antd/es/locale/en_GB.js";
import zhCN from "antd/es/locale/zh_CN.js";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn.js";
import "dayjs/locale/en-gb.js";
import { createContext, useContext, useEffect, useMemo, useState, type JSX, type ReactNode } from "react";
import { usePersonSettings } from "../base/person-settings.ts";
import { antdTheme } from "./antd-theme.ts";
import { useMode } from "./theme-mode.ts";

type AntdLocale = NonNullable<ConfigProviderProps["locale"]>;

// The types call these files CommonJS; the bundler takes them for what they are, modules.
const LOCALES = { zh: zhCN as unknown as AntdLocale, en: enGB as unknown as AntdLocale };

/** A place that is there already: in one that is made with the dialog, the field that it begins with is not given the focus. */
const inBody = () => document.body;

const Inside = createContext(false);

/** Ant Design in our colours and the person's language, light or dark; in a room that stands in another one, that one's. */
export function AntdRoom({ children }: { children: ReactNode }): JSX.Element {
  return useContext(Inside) ? <>{children}</> : <Room>{children}</Room>;
}

function Room({ children }: { children: ReactNode }): JSX.Element {
  const mode = useMode();
  const { language } = usePersonSettings();
  useEffect(() => {
    dayjs.locale(language === "zh" ? "zh-cn" : "en-gb");
  }, [language]);
  // As it stood when the page was loaded: where it changes, Ant Design builds all that is below anew, half-written text included.
  const [still] = useState(() => globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches);
  const theme = useMemo(() => antdTheme(mode, still), [mode, still]);
  return (
    <ConfigProvider
      getPopupContainer={inBody}
      theme={theme}
      locale={LOCALES[language]}
      button={{ autoInsertSpace: false }}
    >
      <Inside value={true}>{children}</Inside>
    </ConfigProvider>
  );
}
