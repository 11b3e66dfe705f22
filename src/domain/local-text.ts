/** A sentence in both languages of the product. */
export type LocalText = { zh: string; en: string };
