import type { Editor } from "@tiptap/core";
import { imagesOf, placeImage, type UploadImage } from "./inline-image.ts";

type Hooks = {
  upload: () => UploadImage | undefined;
  /** A picture arrived or failed. */
  onSettled: (editor: Editor, uploading: boolean) => void;
  onFailed: (problem: unknown) => void;
  onOtherFiles: (files: File[]) => void;
};

export type Uploads = ReturnType<typeof makeUploads>;

/** Pictures on their way up; counted, so that nothing is sent with a picture missing. */
export function makeUploads(hooks: Hooks) {
  let running = 0;
  let editor: Editor | null = null;
  const place = (files: readonly File[]) => {
    const upload = hooks.upload();
    if (!editor || !upload) return;
    for (const file of files) void placeOne(editor, file, upload);
  };
  const placeOne = async (at: Editor, file: File, upload: UploadImage) => {
    running += 1;
    try {
      await placeImage(at, file, upload);
    } catch (problem) {
      hooks.onFailed(problem);
    } finally {
      running -= 1;
      if (!at.isDestroyed) hooks.onSettled(at, running > 0);
    }
  };
  return {
    place,
    running: () => running > 0,
    attach: (opened: Editor) => {
      editor = opened;
    },
    /** Takes pasted or dropped files; false when there are none, so that text is pasted as usual. */
    take: (files: FileList | undefined | null): boolean => {
      if (!files?.length) return false;
      const images = hooks.upload() ? imagesOf(files) : [];
      const others = [...files].filter((file) => !images.includes(file));
      place(images);
      if (others.length > 0) hooks.onOtherFiles(others);
      return true;
    },
  };
}
