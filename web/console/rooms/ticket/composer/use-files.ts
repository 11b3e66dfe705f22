import { useState } from "react";
import { uploadAttachment } from "../../../../../src/contract/file-routes.ts";
import { upload } from "../../../../ui/api/upload.ts";
import type { UploadImage } from "../../../../ui/editor/inline-image.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import type { ComposedFile } from "./composition.ts";

export type Uploading = { key: number; name: string; share: number; stop: () => void };

let lastKey = 0;

/** Files on their way up, with their progress. */
export function useFiles(onUploaded: (file: ComposedFile) => void) {
  const [uploading, setUploading] = useState<readonly Uploading[]>([]);
  const tell = useProblemToast();
  const one = async (file: File) => {
    lastKey += 1;
    const key = lastKey;
    const stopper = new AbortController();
    const row = { key, name: file.name, share: 0, stop: () => stopper.abort() };
    setUploading((all) => [...all, row]);
    const onProgress = (share: number) =>
      setUploading((all) => all.map((each) => (each.key === key ? { ...each, share } : each)));
    try {
      const { id, name, sizeBytes, url } = await upload(uploadAttachment, {}, file, {
        onProgress,
        signal: stopper.signal,
      });
      onUploaded({ id, name, sizeBytes, url });
    } catch (problem) {
      if (!stopper.signal.aborted) tell(problem);
    } finally {
      setUploading((all) => all.filter((each) => each.key !== key));
    }
  };
  const add = (files: readonly File[]) => {
    for (const file of files) void one(file);
  };
  return { uploading, add };
}

export const uploadPicture: UploadImage = async (file) => {
  const { id, url } = await upload(uploadAttachment, {}, file);
  return { src: url, attachmentId: id };
};
