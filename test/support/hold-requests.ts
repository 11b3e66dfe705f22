import type { Page } from "playwright-core";

type Held = { method: string; path: string };

/** A line so slow that others come first: such requests of a page go when the answer is called, and then all like them. */
export async function holdRequests(page: Page, { method, path }: Held): Promise<() => Promise<void>> {
  let go = () => {};
  const free = new Promise<void>((resolve) => (go = resolve));
  await page.route(path, async (route) => {
    if (route.request().method() === method) await free;
    await route.fallback();
  });
  return async () => {
    go();
    await page.unroute(path);
  };
}
