import { useLayoutEffect, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { bringsOwnColours } from "./brings-own-colours.ts";
import { RICH_TEXT_CSS } from "./rich-text-css.ts";
import "./rich-text.css";

type Props = {
  /** Cleaned by the server; remote images stand as `data-remote-src`. */
  html: string;
  hasRemoteImages?: boolean;
  /** The person asked once, for this sender say: images are shown at once. */
  showImages?: boolean;
  onShowImages?: () => void;
};

/** A mail or note in a shadow root: its styles cannot reach the desk, the desk's cannot bend it. */
export function RichText({ html, hasRemoteImages = false, showImages = false, onShowImages }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const host = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  const withImages = asked || showImages;
  useLayoutEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    root.innerHTML = `<style>${RICH_TEXT_CSS}</style><div class="body">${html}</div>`;
    if (withImages) revealImages(root);
    for (const image of root.querySelectorAll("img:not([alt])")) image.setAttribute("alt", "");
    for (const link of root.querySelectorAll("a[href]")) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    }
  }, [html, withImages]);
  const show = () => {
    setAsked(true);
    onShowImages?.();
  };
  return (
    <>
      {hasRemoteImages && !withImages ? (
        <div className="rich-blocked">
          {t("rich.images_blocked")}
          <button type="button" onClick={show}>
            {t("rich.show_images")}
          </button>
        </div>
      ) : null}
      <div ref={host} className={bringsOwnColours(html) ? "rich-text is-paper" : "rich-text"} />
    </>
  );
}

function revealImages(root: ShadowRoot): void {
  for (const image of root.querySelectorAll<HTMLImageElement>("img[data-remote-src]")) {
    image.referrerPolicy = "no-referrer";
    image.src = image.dataset["remoteSrc"] ?? "";
    image.removeAttribute("data-remote-src");
  }
}
