const RELOADED_KEY = "bihuan.reloaded-at";
const RELOAD_PAUSE_MS = 60_000;

/** Loads the page anew, of which a part is gone since the product was renewed beneath it; never in a circle. False: just done. */
export function reloadOnce(): boolean {
  const before = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
  if (!navigator.onLine || Date.now() - before <= RELOAD_PAUSE_MS) return false;
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  location.reload();
  return true;
}
