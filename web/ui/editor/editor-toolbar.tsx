import {
  BoldOutlined,
  CodeOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PictureOutlined,
  StrikethroughOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useRef, useState, type JSX, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { imagesOf } from "./inline-image.ts";
import { LinkField } from "./link-field.tsx";

type Tool = {
  id: "bold" | "italic" | "strike" | "bullets" | "numbers" | "quote" | "code";
  mark: string;
  icon: ReactNode;
  run: (chain: ChainedCommands) => ChainedCommands;
};

const TOOLS: readonly Tool[] = [
  { id: "bold", mark: "bold", icon: <BoldOutlined />, run: (chain) => chain.toggleBold() },
  { id: "italic", mark: "italic", icon: <ItalicOutlined />, run: (chain) => chain.toggleItalic() },
  { id: "strike", mark: "strike", icon: <StrikethroughOutlined />, run: (chain) => chain.toggleStrike() },
  { id: "bullets", mark: "bulletList", icon: <UnorderedListOutlined />, run: (chain) => chain.toggleBulletList() },
  { id: "numbers", mark: "orderedList", icon: <OrderedListOutlined />, run: (chain) => chain.toggleOrderedList() },
  {
    id: "quote",
    mark: "blockquote",
    icon: <span aria-hidden="true">❝</span>,
    run: (chain) => chain.toggleBlockquote(),
  },
  { id: "code", mark: "codeBlock", icon: <CodeOutlined />, run: (chain) => chain.toggleCodeBlock() },
];

type Props = { editor: Editor; onImages?: ((files: File[]) => void) | undefined; children?: ReactNode };

export function EditorToolbar({ editor, onImages, children }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const [linking, setLinking] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [...TOOLS.map(({ mark }) => mark), "link"].filter((mark) => now.isActive(mark)).join(),
  }).split(",");
  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t("editor.label")}>
      {TOOLS.map(({ id, mark, icon, run }) => (
        <ToolButton
          key={id}
          name={t(`editor.${id}`)}
          pressed={active.includes(mark)}
          onClick={() => run(editor.chain().focus()).run()}
        >
          {icon}
        </ToolButton>
      ))}
      <ToolButton name={t("editor.link")} pressed={active.includes("link")} onClick={() => setLinking(!linking)}>
        <LinkOutlined />
      </ToolButton>
      {onImages ? (
        <ToolButton name={t("editor.image")} pressed={false} onClick={() => picker.current?.click()}>
          <PictureOutlined />
        </ToolButton>
      ) : null}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          onImages?.(imagesOf(event.target.files));
          event.target.value = "";
        }}
      />
      <span className="editor-gap" />
      {children}
      {linking ? <LinkField editor={editor} onDone={() => setLinking(false)} /> : null}
    </div>
  );
}

type ButtonProps = { name: string; pressed: boolean; onClick: () => void; children: ReactNode };

function ToolButton({ name, pressed, onClick, children }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      className="bh-icon-button"
      title={name}
      aria-label={name}
      aria-pressed={pressed}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
