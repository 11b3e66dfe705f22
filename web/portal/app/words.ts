import en from "../locales/en/portal.json" with { type: "json" };
import zh from "../locales/zh/portal.json" with { type: "json" };
import { createContext, use } from "react";
import { formatsOf, type Formats } from "../../ui/i18n/formats.ts";

export type Language = "zh" | "en";
export type Words = (key: keyof typeof zh, values?: Record<string, string | number>) => string;

/** The words of a customer page, both languages at hand so that the switch works without a network. */
export const wordsIn =
  (language: Language): Words =>
  (key, values = {}) =>
    (language === "zh" ? zh : en)[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));

export const LanguageContext = createContext<Language>("zh");

export const useWords = (): Words => wordsIn(use(LanguageContext));

/** Numbers and moments as the customer's own machine has them. */
export const useCustomerFormats = (): Formats =>
  formatsOf(use(LanguageContext), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Chinese unless the browser asks for English first. */
export const browserLanguage = (): Language =>
  /^en\b/i.test(navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag)) ?? "") ? "en" : "zh";
