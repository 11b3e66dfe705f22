import type { JSX } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { classNames } from "../base/class-names.ts";
import { useStore } from "../base/create-store.ts";
import type { PopupStore } from "./suggestion.ts";

const LIST_HEIGHT_PX_MAX = 260;
const LIST_WIDTH_PX = 320;

/** What the typed character offers, at the cursor, above it where there is no room below. */
export function SuggestionList({ store }: { store: PopupStore }): JSX.Element | null {
  const { t } = useTranslation("ui");
  const popup = useStore(store);
  if (!popup) return null;
  const { rect, items, active } = popup;
  const below = rect.bottom + LIST_HEIGHT_PX_MAX < globalThis.innerHeight;
  const left = Math.max(8, Math.min(rect.left, globalThis.innerWidth - LIST_WIDTH_PX - 8));
  const style = {
    left,
    maxHeight: LIST_HEIGHT_PX_MAX,
    ...(below ? { top: rect.bottom + 4 } : { bottom: globalThis.innerHeight - rect.top + 4 }),
  };
  return createPortal(
    <div className="suggestion-list" style={style} role="listbox">
      {items.length === 0 ? <div className="suggestion-none">{t("editor.no_match")}</div> : null}
      {items.map((item, at) => (
        <div
          key={item.id}
          role="option"
          aria-selected={at === active}
          className={classNames("suggestion-row", at === active && "is-active")}
          onMouseDown={(event) => {
            event.preventDefault();
            popup.pick(item);
          }}
        >
          <span className="truncate">{item.name}</span>
          {item.hint ? <span className="quiet truncate">{item.hint}</span> : null}
        </div>
      ))}
    </div>,
    document.body,
  );
}
