/** The headers of a foreign file: whatever is inside, it runs nothing and reads nothing of the desk. */
export const inertHeaders = (file: { type: string; name: string; isInline: boolean }): Record<string, string> => ({
  "content-type": file.type,
  "content-disposition": `${file.isInline ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(file.name)}`,
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-site",
  "cache-control": "private, max-age=1800",
});

const encodeName = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
