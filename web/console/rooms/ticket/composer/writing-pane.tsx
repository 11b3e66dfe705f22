import { PaperClipOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { EditorHandle } from "../../../../ui/editor/rich-text-editor.tsx";
import { RichTextEditor } from "../../../../ui/editor/rich-text-editor.tsx";
import { useTicketRoom, type ComposerTab } from "../ticket-context.ts";
import { ComposedFiles } from "./composed-files.tsx";
import { attachedCount, EMPTY_MESSAGE, isBlank, writtenSince } from "./composition.ts";
import { findWarnings } from "./find-warnings.ts";
import { takeGivenBack, useGivenBack } from "./given-back.ts";
import { usualRecipients } from "./known-addresses.ts";
import { Recipients } from "./recipients.tsx";
import { SendButtons } from "./send-buttons.tsx";
import { SignaturePreview } from "./signature-preview.tsx";
import { UnseenDialog } from "./unseen-dialog.tsx";
import { useComposition } from "./use-composition.ts";
import { uploadPicture, useFiles } from "./use-files.ts";
import { usePeople } from "./use-people.ts";
import { useScripts } from "./use-scripts.ts";
import { useSend, type SendOptions } from "./use-send.ts";
import { useTypingTold } from "./use-typing-told.ts";
import { WarningStrip } from "./warning-strip.tsx";

/** One tab of the composer: what is written, to whom, with what, and the way out. */
export function WritingPane({ tab }: { tab: ComposerTab }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, composer, setComposer } = useTicketRoom();
  const editor = useRef<EditorHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [uploadingPictures, setUploadingPictures] = useState(false);
  const { composition, change, clear } = useComposition(page.id, tab, (html) => editor.current?.setHtml(html));
  const files = useFiles((file) => change((now) => ({ files: [...now.files, file] })));
  const latest = useRef(composition);
  useEffect(() => {
    latest.current = composition;
  });
  const send = useSend(tab, (sent) => {
    const more = writtenSince(sent === EMPTY_MESSAGE ? "" : sent, latest.current.html);
    clear();
    editor.current?.setHtml(more);
    if (more === "") setComposer({ open: false });
  });
  const tellTyping = useTypingTold();
  const scripts = useScripts(page.id);
  const people = usePeople();
  useTakenBack(tab, (given) => {
    const html = given.adds ? `${composition.html}${given.html}` : given.html;
    change(given.adds ? { html } : { html, to: given.to, cc: given.cc, files: given.files });
    editor.current?.setHtml(html);
  });
  useEffect(() => {
    if (composer.asked > 0) editor.current?.focus();
  }, [composer.asked]);
  const recipients = (composition.to ?? usualRecipients(page)).length;
  const warnings = findWarnings({ tab, text: composition.text, recipients, files: attachedCount(composition) });
  const busy = uploadingPictures || files.uploading.length > 0;
  const blocked = isBlank(composition) || busy || (tab !== "note" && recipients === 0);
  const go = (options: SendOptions = {}) => !blocked && !send.sending && send.fire(composition, options);
  return (
    <div className={tab === "note" ? "writing is-note" : "writing"} onKeyDownCapture={leaveOnEscape}>
      {tab === "note" ? null : <Recipients composition={composition} onChange={change} />}
      <RichTextEditor
        ref={editor}
        html={composition.html}
        label={t(`composer.tab.${tab}`)}
        placeholder={t(`composer.placeholder.${tab}`, { customer: page.contact.name })}
        uploadImage={uploadPicture}
        {...(tab === "note" ? { people } : { scripts })}
        onFiles={files.add}
        onSubmit={() => go()}
        onChange={({ html, text, uploading }) => {
          setUploadingPictures(uploading);
          if (html === composition.html) return;
          change({ html, text });
          if (tab !== "note") tellTyping();
        }}
      />
      <ComposedFiles
        files={composition.files}
        uploading={files.uploading}
        onRemove={(id) => change((now) => ({ files: now.files.filter((file) => file.id !== id) }))}
      />
      {isBlank(composition) ? null : <WarningStrip warnings={warnings} />}
      {tab === "note" ? null : <SignaturePreview />}
      <div className="writing-foot">
        <button
          type="button"
          className="bh-icon-button"
          title={t("composer.attach")}
          aria-label={t("composer.attach")}
          onClick={() => picker.current?.click()}
        >
          <PaperClipOutlined />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            files.add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <span className="quiet writing-hint">{t(tab === "note" ? "composer.hint_note" : "composer.hint")}</span>
        <span className="message-gap" />
        <SendButtons tab={tab} disabled={blocked} sending={send.sending} onSend={go} />
      </div>
      {send.unseen ? (
        <UnseenDialog
          since={send.unseen.since}
          onBack={send.forgetUnseen}
          onSendAnyway={(seq) => send.fire(composition, send.unseen?.options, seq)}
        />
      ) : null}
    </div>
  );
}

/**
 * Out of the text, so that the keys of the ticket work again; a second Escape folds the composer. Caught on the way
 * down, because the editor swallows the key; while it offers scripts or people, Escape belongs to that list.
 */
function leaveOnEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.nativeEvent.isComposing || document.querySelector(".suggestion-list")) return;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  event.preventDefault();
  event.stopPropagation();
}

function useTakenBack(tab: ComposerTab, take: (given: NonNullable<ReturnType<typeof useGivenBack>>) => void): void {
  const { page } = useTicketRoom();
  const given = useGivenBack();
  useEffect(() => {
    if (!given || given.ticketId !== page.id || given.tab !== tab) return;
    takeGivenBack();
    take(given);
  }, [given, page.id, tab, take]);
}
