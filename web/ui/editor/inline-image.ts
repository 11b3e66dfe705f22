import type { Editor } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";

/** Where an uploaded picture is found, and the attachment that it is. */
export type Uploaded = { src: string; attachmentId: string };
export type UploadImage = (file: File) => Promise<Uploaded>;

export const InlineImage = Image.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      attachmentId: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-attachment-id"),
        renderHTML: ({ attachmentId }) => (attachmentId ? { "data-attachment-id": attachmentId as string } : {}),
      },
    };
  },
}).configure({ inline: true });

const IMAGE_BYTES_MAX = 10 * 1024 * 1024;

export const imagesOf = (files: FileList | undefined | null): File[] =>
  [...(files ?? [])].filter((file) => file.type.startsWith("image/") && file.size <= IMAGE_BYTES_MAX);

/** Shows a picture at once and swaps in its real address when it is uploaded; takes it out when that fails. */
export async function placeImage(editor: Editor, file: File, upload: UploadImage): Promise<void> {
  const local = URL.createObjectURL(file);
  editor.chain().focus().setImage({ src: local, alt: file.name }).run();
  try {
    const { src, attachmentId } = await upload(file);
    changeImage(editor, local, { src, attachmentId });
  } catch (problem) {
    changeImage(editor, local, null);
    throw problem;
  } finally {
    URL.revokeObjectURL(local);
  }
}

function changeImage(editor: Editor, src: string, next: Uploaded | null): void {
  if (editor.isDestroyed) return;
  const { tr, doc } = editor.state;
  doc.descendants((node, at) => {
    if (node.type.name !== "image" || node.attrs["src"] !== src) return;
    if (next) tr.setNodeMarkup(tr.mapping.map(at), undefined, { ...node.attrs, ...next });
    else tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize));
  });
  editor.view.dispatch(tr);
}
