import type { Editor } from "@tiptap/core";
import { Mention } from "@tiptap/extension-mention";
import { Placeholder } from "@tiptap/extension-placeholder";
import { EditorContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useEffect, useImperativeHandle, useState, type JSX, type ReactNode, type Ref } from "react";
import { createStore, type Store } from "../base/create-store.ts";
import { useProblemToast } from "../notice/use-problem-toast.ts";
import { EditorToolbar } from "./editor-toolbar.tsx";
import { InlineImage, type UploadImage } from "./inline-image.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { makePopupStore, type FindSuggested, type PopupStore } from "./suggestion.ts";
import { makeUploads, type Uploads } from "./uploads.ts";
import { triggerExtension, type Trigger } from "./trigger.ts";
import "./rich-text-editor.css";

export type EditorHandle = {
  focus: () => void;
  insertHtml: (html: string) => void;
  setHtml: (html: string) => void;
  clear: () => void;
};

export type EditorContentNow = { html: string; text: string; empty: boolean; uploading: boolean };

export type RichTextEditorProps = {
  /** Shown at first; later changes go through the handle. */
  html: string;
  onChange: (now: EditorContentNow) => void;
  label: string;
  placeholder?: string;
  /** Offered on `/`: canned scripts, as HTML. */
  scripts?: FindSuggested;
  /** Offered on `@`: people. */
  people?: FindSuggested;
  /** Offered on `#`: articles, as HTML. */
  articles?: FindSuggested;
  uploadImage?: UploadImage;
  /** ⌘/Ctrl + Enter. */
  onSubmit?: () => void;
  /** Files that are no pictures, pasted or dropped. */
  onFiles?: (files: File[]) => void;
  autoFocus?: boolean;
  tools?: ReactNode;
  ref?: Ref<EditorHandle>;
};

/** Writes a reply or note. Safe with input methods: keys that compose belong to them. */
export function RichTextEditor({ ref, ...props }: RichTextEditorProps): JSX.Element {
  const tell = useProblemToast();
  const [popup] = useState(makePopupStore);
  const [latest] = useState(() => createStore({ ...props, tell }));
  useEffect(() => latest.set({ ...props, tell }));
  const [uploads] = useState(() => uploadsOf(latest));
  const editor = useEditor({
    extensions: extensionsOf(latest, popup),
    content: props.html,
    autofocus: props.autoFocus ? "end" : false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": props.label, class: "editor-text" },
      handleKeyDown: (_, event) => submitOn(event, latest.get().onSubmit),
      handlePaste: (_, event) => uploads.take(event.clipboardData?.files),
      handleDrop: (_, event) => uploads.take(event.dataTransfer?.files),
    },
    onUpdate: ({ editor: now }) => latest.get().onChange(contentOf(now, uploads.running())),
  });
  useEffect(() => uploads.attach(editor), [uploads, editor]);
  useImperativeHandle(ref, () => handleOf(editor), [editor]);
  return (
    <div className="editor">
      <EditorToolbar editor={editor} onImages={props.uploadImage ? (files) => uploads.place(files) : undefined}>
        {props.tools}
      </EditorToolbar>
      <EditorContent editor={editor} className="editor-frame" />
      <SuggestionList store={popup} />
    </div>
  );
}

type Latest = Store<RichTextEditorProps & { tell: (problem: unknown) => void }>;

function extensionsOf(latest: Latest, popup: PopupStore) {
  const { scripts, people, articles } = latest.get();
  const find =
    (name: "scripts" | "people" | "articles"): FindSuggested =>
    (query) =>
      latest.get()[name]?.(query) ?? [];
  const triggers: Trigger[] = [
    ...(scripts ? [{ name: "scripts", char: "/", find: find("scripts"), afterSpace: true }] : []),
    ...(scripts ? [{ name: "scripts-ime", char: "、", find: find("scripts"), onlyLineStart: true }] : []),
    ...(people ? [{ name: "people", char: "@", find: find("people") }] : []),
    ...(articles ? [{ name: "articles", char: "#", find: find("articles"), afterSpace: true }] : []),
  ];
  return [
    StarterKit.configure({
      heading: false,
      link: { openOnClick: false, autolink: true, defaultProtocol: "https", protocols: ["tel", "mailto"] },
    }),
    InlineImage,
    Mention.configure({ suggestions: [] }),
    Placeholder.configure({ placeholder: () => latest.get().placeholder ?? "" }),
    ...triggers.map((trigger) => triggerExtension(trigger, popup)),
  ];
}

const uploadsOf = (latest: Latest): Uploads =>
  makeUploads({
    upload: () => latest.get().uploadImage,
    onSettled: (editor, uploading) => latest.get().onChange(contentOf(editor, uploading)),
    onFailed: (problem) => latest.get().tell(problem),
    onOtherFiles: (files) => latest.get().onFiles?.(files),
  });

function submitOn(event: KeyboardEvent, onSubmit: (() => void) | undefined): boolean {
  const asked = event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.isComposing;
  if (!asked || !onSubmit) return false;
  onSubmit();
  return true;
}

const contentOf = (editor: Editor, uploading: boolean): EditorContentNow => ({
  html: editor.isEmpty ? "" : editor.getHTML(),
  text: editor.getText({ blockSeparator: "\n" }),
  empty: editor.isEmpty,
  uploading,
});

const handleOf = (editor: Editor): EditorHandle => ({
  focus: () => editor.commands.focus(),
  insertHtml: (html) => editor.chain().focus().insertContent(html).run(),
  setHtml: (html) => editor.commands.setContent(html, { emitUpdate: true }),
  clear: () => editor.commands.clearContent(true),
});
