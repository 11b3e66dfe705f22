import { useSearch } from "@tanstack/react-router";
import { Steps } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { importRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ImportPreview } from "../../../../../src/contract/customer-shapes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useTitle } from "../../../../ui/base/use-title.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { NoPermission } from "../../../frame/page-states.tsx";
import { useMay } from "../../../session/me.ts";
import { useCustomersPlace, type CustomerSearch } from "../shared/use-customers-place.ts";
import { EarlierImports } from "./earlier-imports.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { UploadStep } from "./upload-step.tsx";
import "./import.css";

/** Brings customers in from a file: upload, say which column is what, watch it run, read the report. */
export function ImportPage(): JSX.Element {
  const { t } = useTranslation(["customers", "common"]);
  const mayImport = useMay("contacts.import");
  const place = useCustomersPlace();
  const { open: importId } = useSearch({ strict: false }) as CustomerSearch;
  const [uploaded, setUploaded] = useState<ImportPreview | null>(null);
  useTitle(t("import.title"), t("common:product"), 0);
  if (!mayImport) return <NoPermission />;
  const begin = (preview: ImportPreview) => {
    setUploaded(preview);
    place.change({ open: preview.report.id });
  };
  const again = () => {
    setUploaded(null);
    place.change({ open: undefined });
  };
  return (
    <div className="customer-page pane-scroll">
      <h1 className="import-title">{t("import.title")}</h1>
      {importId ? (
        <Running key={importId} importId={importId} uploaded={uploaded} onAgain={again} />
      ) : (
        <>
          <ImportSteps at={0} />
          <UploadStep onUploaded={begin} />
          <EarlierImports onOpen={(id) => place.change({ open: id })} />
        </>
      )}
    </div>
  );
}

const ImportSteps = ({ at }: { at: number }): JSX.Element => {
  const { t } = useTranslation("customers");
  return (
    <Steps
      className="import-steps"
      size="small"
      current={at}
      responsive={false}
      items={[
        { title: t("import.step_file") },
        { title: t("import.step_columns") },
        { title: t("import.step_result") },
      ]}
    />
  );
};

type RunningProps = { importId: string; uploaded: ImportPreview | null; onAgain: () => void };

/** An import by its id: waiting for its columns, running, or done. A reload comes back to the same place. */
function Running({ importId, uploaded, onAgain }: RunningProps): JSX.Element {
  const report = useRoute(importRoutes.show, { params: { importId } });
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <SkeletonText lines={6} />;
  if (report.data.state === "uploaded")
    return (
      <>
        <ImportSteps at={1} />
        <MappingStep importId={importId} uploaded={uploaded} onAgain={onAgain} />
      </>
    );
  return (
    <>
      <ImportSteps at={report.data.state === "done" ? 3 : 2} />
      <ImportProgress importId={importId} onAgain={onAgain} />
    </>
  );
}
