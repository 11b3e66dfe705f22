import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import type { ComposedFile } from "./composition.ts";
import type { Uploading } from "./use-files.ts";

type Props = { files: readonly ComposedFile[]; uploading: readonly Uploading[]; onRemove: (id: string) => void };

export function ComposedFiles({ files, uploading, onRemove }: Props): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  if (files.length + uploading.length === 0) return null;
  return (
    <ul className="composed-files">
      {files.map(({ id, name, sizeBytes }) => (
        <li key={id}>
          <span className="truncate">{name}</span>
          <span className="quiet tabular">{formats.bytes(sizeBytes)}</span>
          <button type="button" aria-label={t("composer.remove_file", { name })} onClick={() => onRemove(id)}>
            ×
          </button>
        </li>
      ))}
      {uploading.map(({ key, name, share, stop }) => (
        <li key={key} className="is-uploading">
          <span className="truncate">{name}</span>
          <progress value={share} max={1} aria-label={t("composer.uploading", { name })} />
          <button type="button" aria-label={t("composer.stop_upload", { name })} onClick={stop}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
