import type { Editor } from "@tiptap/core";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { linkAddress } from "./link-address.ts";

/** A line under the toolbar for the address of a link. */
export function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }): JSX.Element {
  const { t } = useTranslation("ui");
  const [typed, setTyped] = useState(String(editor.getAttributes("link")["href"] ?? ""));
  const href = linkAddress(typed);
  const apply = () => {
    if (!href) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link"))
      chain.insertContent({ type: "text", text: typed.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onDone();
  };
  return (
    <div className="editor-link">
      <input
        autoFocus
        value={typed}
        placeholder="https://"
        aria-label={t("editor.link_prompt")}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            apply();
          } else if (event.key === "Escape") onDone();
        }}
      />
      <button type="button" className="bh-button" disabled={!href} onClick={apply}>
        {t("editor.apply")}
      </button>
      {editor.isActive("link") ? (
        <button type="button" className="bh-button" onClick={remove}>
          {t("editor.remove")}
        </button>
      ) : null}
    </div>
  );
}
