import { Upload } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { importRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ImportPreview } from "../../../../../src/contract/customer-shapes.ts";
import { upload } from "../../../../ui/api/upload.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";

/** Takes the file; nothing is imported yet. */
export function UploadStep({ onUploaded }: { onUploaded: (preview: ImportPreview) => void }): JSX.Element {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (file: File) => {
    setError(null);
    setShare(0);
    try {
      onUploaded(await upload(importRoutes.upload, {}, file, { onProgress: setShare }));
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(null);
    }
  };
  return (
    <>
      <FormProblem error={error} />
      <Upload.Dragger
        accept=".csv,.txt,text/csv"
        maxCount={1}
        showUploadList={false}
        disabled={share !== null}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <p className="import-drop">
          {share === null ? t("import.drop") : t("import.sending", { share: formats.percent(share) })}
        </p>
        <p className="page-hint">{t("import.formats")}</p>
      </Upload.Dragger>
    </>
  );
}
