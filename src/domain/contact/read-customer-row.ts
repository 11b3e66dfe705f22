import { undefused } from "../csv-line.ts";
import type { LocalText } from "../local-text.ts";
import type { CustomerTier } from "../ticket/vocabulary.ts";
import type { Column, ColumnMapping } from "./import-columns.ts";
import { normaliseEmail } from "./normalise-email.ts";
import { normalisePhone } from "./normalise-phone.ts";
import { tidyName } from "./person-name.ts";
import { canBelongToOrganisation } from "./public-mail-providers.ts";

/** One row of a file of customers, understood. Fields that the file leaves out or empty are null, and change nothing. */
export type CustomerRow = {
  organisation: { name: string; domains: string[]; tier: CustomerTier | null } | null;
  contact: {
    name: string | null;
    title: string | null;
    emails: string[];
    phones: string[];
    language: "zh" | "en" | null;
    note: string | null;
  } | null;
};

export type Complaint = { column: Column; value: string; reason: LocalText };

const NAME_CHARS_MAX = 200;
const NOTE_CHARS_MAX = 20_000;
const SHOWN_CHARS_MAX = 200;

const TIERS: Record<string, CustomerTier> = {
  strategic: "strategic",
  战略: "strategic",
  战略客户: "strategic",
  vip: "strategic",
  growth: "growth",
  成长: "growth",
  成长客户: "growth",
  basic: "basic",
  基础: "basic",
  基础客户: "basic",
  普通: "basic",
};
const LANGUAGES: Record<string, "zh" | "en"> = {
  zh: "zh",
  "zh-cn": "zh",
  中文: "zh",
  chinese: "zh",
  en: "en",
  "en-us": "en",
  英文: "en",
  英语: "en",
  english: "en",
};

/** Reads a row; what is wrong with it is said by column, all of it at once. */
export function readCustomerRow(
  cells: readonly string[],
  mapping: ColumnMapping,
): { row: CustomerRow; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const cell = (column: Column) => {
    const at = mapping[column];
    return at === undefined ? "" : undefused((cells[at] ?? "").replaceAll("\0", "").trim());
  };
  const complain = (column: Column, value: string, reason: LocalText) =>
    void complaints.push({ column, value: value.slice(0, SHOWN_CHARS_MAX), reason });
  const bounded = (column: Column, charsMax: number) => {
    const text = cell(column);
    if (text.length > charsMax) complain(column, text, tooLong(charsMax));
    return text === "" ? null : text.slice(0, charsMax);
  };
  const listed = (column: Column, read: (text: string) => string | null, reason: LocalText) =>
    cell(column)
      .split(column === "phone" ? /[;；,，、|]+/ : /[;；,，、|\s]+/)
      .flatMap((text) => {
        if (text.trim() === "") return [];
        const value = read(text);
        if (value === null) complain(column, text, reason);
        return value === null ? [] : [value];
      });
  const worded = <T>(column: Column, words: Record<string, T>, reason: LocalText): T | null => {
    const text = cell(column).toLowerCase();
    if (text === "") return null;
    if (!Object.hasOwn(words, text)) complain(column, text, reason);
    return words[text] ?? null;
  };

  const organisationName = bounded("organisation", NAME_CHARS_MAX);
  const domains = listed("domain", readDomain, NOT_A_DOMAIN);
  const tier = worded("tier", TIERS, NOT_A_TIER);
  const contact = {
    name: bounded("name", NAME_CHARS_MAX),
    title: bounded("title", NAME_CHARS_MAX),
    emails: listed("email", normaliseEmail, NOT_AN_EMAIL),
    phones: listed("phone", normalisePhone, NOT_A_PHONE),
    language: worded("language", LANGUAGES, NOT_A_LANGUAGE),
    note: bounded("note", NOTE_CHARS_MAX),
  };
  const reachable = contact.emails.length > 0 || contact.phones.length > 0;
  if (!reachable && !complaints.length && (contact.name !== null || !organisationName))
    complain(mapping.email === undefined ? "phone" : "email", "", NO_ADDRESS);
  if (!organisationName && (domains.length || tier)) complain("organisation", "", NO_ORGANISATION);
  return {
    row: {
      organisation: organisationName ? { name: tidyName(organisationName), domains, tier } : null,
      contact: reachable ? { ...contact, name: contact.name && tidyName(contact.name) } : null,
    },
    complaints,
  };
}

function readDomain(text: string): string | null {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^(www\.|.*@)/, "")
    .replace(/[/:].*$/, "");
  return domain.length <= 253 && canBelongToOrganisation(domain) ? domain : null;
}

const NOT_AN_EMAIL = { zh: "不是有效的邮箱地址", en: "is no e-mail address" };
const NOT_A_PHONE = {
  zh: "不是可识别的电话号码，固定电话请加区号，境外号码请加国家代码",
  en: "is no phone number; landlines need the area code, numbers abroad +country code",
};
const NOT_A_DOMAIN = { zh: "不能作为客户专有域名", en: "cannot belong to one organisation" };
const NOT_A_TIER = { zh: "不是可选等级：战略、成长、基础", en: "is no tier: strategic, growth, basic" };
const NOT_A_LANGUAGE = { zh: "不是可选语言：中文、英文", en: "is no language: zh, en" };
const NO_ADDRESS = { zh: "缺少邮箱或电话", en: "e-mail or phone is missing" };
const NO_ORGANISATION = { zh: "填写了域名或等级，但缺少客户名称", en: "has a domain or tier but no organisation" };
const tooLong = (charsMax: number): LocalText => ({
  zh: `超过 ${charsMax} 个字符`,
  en: `has more than ${charsMax} characters`,
});
