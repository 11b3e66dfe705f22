import type { LocalText } from "../local-text.ts";

export const say = (zh: string, en: string): LocalText => ({ zh, en });

/** One text within words of another. */
export const around = (zh: string, inner: LocalText, en: string, zhAfter = ""): LocalText =>
  say(`${zh}${inner.zh}${zhAfter}`, `${en}${inner.en}`);

export const together = (parts: readonly LocalText[], zh: string, en: string): LocalText =>
  say(parts.map((part) => part.zh).join(zh), parts.map((part) => part.en).join(en));
