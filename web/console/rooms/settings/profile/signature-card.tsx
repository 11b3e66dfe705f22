import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { meRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { dropDraft } from "../../../../ui/base/drafts.ts";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { RichText } from "../../../../ui/rich/rich-text.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { meQuery, useMe } from "../../../session/me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { SaveButton } from "./save-button.tsx";

const Editor = lazy(async () => {
  const loaded = await import("../../../../ui/editor/rich-text-editor.tsx");
  return { default: loaded.RichTextEditor };
});

/** What stands below one's answers to customers, and how a customer sees it. What is written survives a reload. */
export function SignatureCard(): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  const client = useQueryClient();
  const name = `signature:${me.id}`;
  const [html, setHtml] = useDraft(name, me.signatureHtml);
  const [atFirst] = useState(html);
  const save = useCommand(meRoutes.change, {
    onDone: (answer) => {
      client.setQueryData(meQuery.queryKey, answer);
      dropDraft(name);
      toast(t("common:action.saved"), { tone: "good" });
    },
  });
  return (
    <Card title={t("profile.signature")} lead={t("profile.signature_help")}>
      <FormProblem error={save.error} />
      <Suspense fallback={<SkeletonText lines={4} />}>
        <Editor html={atFirst} label={t("profile.signature")} onChange={(now) => setHtml(now.html)} />
      </Suspense>
      <h3 className="page-form-part">{t("profile.signature_preview")}</h3>
      <div className="page-preview">
        <p className="quiet">{t("profile.signature_sample")}</p>
        {html ? <RichText html={html} /> : <p className="quiet">{t("profile.signature_none")}</p>}
      </div>
      <div className="settings-save page-gap">
        <SaveButton
          running={save.running}
          disabled={html === me.signatureHtml}
          onClick={() => save.fire({ body: { signatureHtml: html } })}
        />
        {html === me.signatureHtml ? null : <span className="page-hint">{t("profile.unsaved")}</span>}
      </div>
    </Card>
  );
}
