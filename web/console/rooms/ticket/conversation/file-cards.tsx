import { Image } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { AttachmentShape } from "../../../../../src/contract/ticket-shapes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";

type Props = { files: readonly AttachmentShape[]; shownInText: string };

const PREVIEWED = /^image\/(png|jpe?g|gif|webp|bmp)$/;

/** Files of a message as cards; pictures with a preview. Those that the text shows are left out. */
export function FileCards({ files, shownInText }: Props): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const cards = files.filter(({ inline, url }) => !(inline && shownInText.includes(url)));
  if (cards.length === 0) return null;
  const pictures = cards.filter(({ mediaType }) => PREVIEWED.test(mediaType));
  const others = cards.filter(({ mediaType }) => !PREVIEWED.test(mediaType));
  return (
    <div className="files">
      {pictures.length > 0 ? (
        <Image.PreviewGroup>
          {pictures.map((file) => (
            <figure key={file.id} className="file-picture">
              <Image src={file.url} alt={file.name} height={96} loading="lazy" />
              <figcaption className="truncate" title={file.name}>
                {file.name}
              </figcaption>
            </figure>
          ))}
        </Image.PreviewGroup>
      ) : null}
      {others.map((file) => (
        <FileCard key={file.id} file={file} word={t("file.download", { name: file.name })} />
      ))}
    </div>
  );
}

function FileCard({ file, word }: { file: AttachmentShape; word: string }): JSX.Element {
  const formats = useFormats();
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase() ?? "···";
  return (
    <a className="file-card" href={file.url} download={file.name} title={word}>
      <span className="file-ending" aria-hidden="true">
        {ending}
      </span>
      <span className="file-words">
        <span className="truncate">{file.name}</span>
        <span className="quiet tabular">{formats.bytes(file.sizeBytes)}</span>
      </span>
    </a>
  );
}
