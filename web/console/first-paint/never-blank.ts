import { reloadOnce } from "../../ui/base/reload-once.ts";

// The words files come with the scripts that have just failed.
const WORDS = {
  zh: {
    title: "页面没有加载完整",
    help: "系统可能刚刚升级，或网络中断。请重新加载；若反复出现，请告诉管理员。",
    again: "重新加载",
  },
  en: {
    title: "The page did not load completely",
    help: "The product may just have been renewed, or the network broke off. Load it again; if it stays, tell an administrator.",
    again: "Load again",
  },
};

/** While nothing is shown yet, a script that does not come or cannot begin is told in words, after the page was loaded anew once. */
export function neverBlank(language: "zh" | "en"): void {
  const onFailure = (event: Event) => {
    const { body } = document;
    const isOurs = event.target instanceof HTMLScriptElement || event instanceof ErrorEvent;
    if (!isOurs || (document.getElementById("root")?.childElementCount ?? 0) > 0) return;
    if (reloadOnce()) return;
    removeEventListener("error", onFailure, true);
    const tell = () => document.getElementById("root")?.replaceChildren(notice(language));
    if (body) tell();
    else addEventListener("DOMContentLoaded", tell, { once: true });
  };
  addEventListener("error", onFailure, true);
}

function notice(language: "zh" | "en"): HTMLElement {
  const { title, help, again } = WORDS[language];
  const notice = made("div", "");
  notice.role = "alert";
  notice.lang = language === "zh" ? "zh-CN" : "en";
  // No style sheet may have come either.
  notice.style.cssText =
    "max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; font: 16px/1.6 system-ui, sans-serif";
  const button = made("button", again);
  button.style.cssText = "font: inherit; padding: 0.4rem 1rem";
  button.addEventListener("click", () => location.reload());
  notice.append(made("h1", title), made("p", help), button);
  return notice;
}

function made(tag: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
