/** Whether a mail sets colours itself: then it is shown on white paper in the dark theme too, as its author saw it. */
export const bringsOwnColours = (html: string): boolean =>
  /<[^>]+\bstyle\s*=\s*(["'])(?:(?!\1).)*\b(?:color|background(?:-color)?)\s*:/is.test(html) ||
  /<[^>]+\b(?:bgcolor|color)\s*=/i.test(html);
