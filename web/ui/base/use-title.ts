import { useEffect } from "react";

const COUNT_SHOWN_MAX = 99;

/** `(3) 收件箱 · Bihuan`; the count is left out at zero. */
export function titleOf(page: string, product: string, count: number): string {
  const shown = count > COUNT_SHOWN_MAX ? `${COUNT_SHOWN_MAX}+` : String(count);
  return `${count > 0 ? `(${shown}) ` : ""}${page ? `${page} · ` : ""}${product}`;
}

export function useTitle(page: string, product: string, count: number): void {
  useEffect(() => {
    document.title = titleOf(page, product, count);
  }, [page, product, count]);
}
