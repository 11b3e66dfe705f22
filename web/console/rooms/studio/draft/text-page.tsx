import { useSearch } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useCallback, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  getVersion,
  LAYER_CHARS_MAX,
  putLayer,
  type VersionDetail,
} from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { routeQuery } from "../../../../ui/api/use-route.ts";
import { lazyPart } from "../../../../ui/base/lazy-part.tsx";
import { useDraft } from "../../../../ui/base/use-draft.ts";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { useMayEdit } from "../shared/use-may-edit.ts";
import { useTakeOver } from "../shared/use-version.ts";
import { useDetail } from "../versions/version-context.ts";
import { FindingList } from "./finding-list.tsx";
import { useFormatSchema } from "./format-schema.ts";
import { TheirText } from "./their-text.tsx";
import { useReferences } from "./references.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";
import type { YamlEditorHandle } from "./yaml-editor.tsx";
import "./draft.css";

const YamlEditor = lazyPart(
  () => import("./yaml-editor.tsx"),
  "YamlEditor",
  () => <SkeletonText lines={12} />,
);

/** The desk's own words as they are written: what it says differently from what ships, and nothing else. */
export function TextPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const detail = useDetail();
  const { line } = useSearch({ strict: false }) as { line?: number };
  const { schema, error, refetch } = useFormatSchema();
  const mayEdit = useMayEdit(detail);
  const writing = useWriting(detail);
  const references = useReferences(detail);
  const known = useCallback((key: string) => references(key)?.map(({ value }) => value) ?? [], [references]);
  const editor = useRef<YamlEditorHandle>(null);
  useUnsavedGuard(() => writing.dirty, t("text.leave"));
  useShortcuts([
    {
      keys: "mod+s",
      name: t("text.save"),
      group: t("title"),
      inFields: true,
      run: () => {
        if (mayEdit && writing.dirty) void writing.save();
      },
    },
  ]);
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const tooLong = writing.text.length > LAYER_CHARS_MAX;
  return (
    <div className="text-page">
      <div className="text-main">
        <div className="text-tools">
          <p className="quiet">{writing.dirty ? t("text.unsaved") : t("text.lead")}</p>
          {mayEdit ? (
            <div className="page-actions">
              <Button disabled={writing.text === ""} onClick={() => void writing.empty()}>
                {t("text.back_to_shipped")}
              </Button>
              <Button disabled={!writing.dirty} onClick={() => void writing.discard()}>
                {t("text.discard")}
              </Button>
              <Button
                type="primary"
                disabled={!writing.dirty || tooLong}
                loading={writing.saving}
                onClick={() => void writing.save()}
              >
                {t("text.save")}
              </Button>
            </div>
          ) : null}
        </div>
        {tooLong ? (
          <p className="page-bad" role="alert">
            {t("text.too_long", { max: LAYER_CHARS_MAX })}
          </p>
        ) : null}
        <FormProblem error={isConflict(writing.error) ? null : writing.error} />
        {writing.theirs === null ? null : (
          <TheirText
            theirs={writing.theirs}
            onKeepMine={() => void writing.keepMine()}
            onTakeTheirs={() => void writing.takeTheirs()}
          />
        )}
        {writing.setAside === null ? null : (
          <p className="text-aside">
            {t("text.set_aside")}{" "}
            <button type="button" className="link-button" onClick={writing.bringBack}>
              {t("text.bring_back")}
            </button>
          </p>
        )}
        {schema ? (
          <YamlEditor
            handle={editor}
            label={t("version.tab.text")}
            text={writing.text}
            readOnly={!mayEdit}
            schema={schema}
            known={known}
            findings={writing.dirty ? [] : detail.findings}
            line={line ?? null}
            onChange={writing.write}
          />
        ) : (
          <SkeletonText lines={12} />
        )}
      </div>
      <TextFindings detail={detail} dirty={writing.dirty} onLine={(at) => editor.current?.goTo(at)} />
    </div>
  );
}

type FindingsProps = { detail: VersionDetail; dirty: boolean; onLine: (line: number) => void };

function TextFindings({ detail, dirty, onLine }: FindingsProps): JSX.Element {
  const { t } = useTranslation("studio");
  const { findings, version } = detail;
  const placed = findings.filter(({ line }) => line !== null);
  return (
    <aside className="text-findings pane-scroll" aria-label={t("findings.title")}>
      <h3>{findings.length === 0 ? t("findings.none") : t("findings.count", { count: findings.length })}</h3>
      {dirty ? <p className="quiet">{t("findings.as_saved")}</p> : null}
      {placed.length > 0 ? (
        <p className="finding-jumps">
          {placed.map(({ line, code, place }) => (
            <button
              key={`${code}${place}${line}`}
              type="button"
              className="link-button"
              onClick={() => onLine(line ?? 1)}
            >
              {t("findings.line", { line })}
            </button>
          ))}
        </p>
      ) : null}
      <FindingList findings={findings} versionId={version.id} />
    </aside>
  );
}

type Written = { text: string; revision: number };

/** The text as it is being written; kept in this browser until it is saved, and never overwritten by another's. */
function useWriting(detail: VersionDetail) {
  const { t } = useTranslation("studio");
  const client = useQueryClient();
  const takeOver = useTakeOver();
  const { id, revision } = detail.version;
  const [draft, setDraft, drop] = useDraft<Written | null>(`layer:${id}`, null);
  const [setAside, putAside, dropAside] = useDraft<string | null>(`layer-aside:${id}`, null);
  const [newest, setNewest] = useState<VersionDetail | null>(null);
  const put = useCommand(putLayer);
  const text = draft?.text ?? detail.layer;
  const isOld = draft !== null && draft.revision < revision && draft.text !== detail.layer;
  const ask = async (asRevision: number) => {
    try {
      const answer = await put.run({ params: { versionId: id }, body: { text, revision: asRevision } });
      setNewest(null);
      drop();
      takeOver(answer);
      toast(t("draft.saved"), { tone: "good" });
    } catch (error) {
      if (!isConflict(error)) return;
      setNewest(await client.fetchQuery({ ...routeQuery(getVersion, { params: { versionId: id } }), staleTime: 0 }));
    }
  };
  const theirs = newest ?? (isOld ? detail : null);
  return {
    text,
    dirty: text !== detail.layer,
    saving: put.running,
    error: put.error,
    theirs: theirs && theirs.layer !== text ? theirs.layer : null,
    setAside,
    write: (next: string) =>
      next === detail.layer ? drop() : setDraft({ text: next, revision: draft?.revision ?? revision }),
    save: () => ask(draft?.revision ?? revision),
    keepMine: () => ask(theirs?.version.revision ?? revision),
    takeTheirs: () => {
      putAside(text);
      put.reset();
      if (theirs) takeOver(theirs);
      setNewest(null);
      drop();
    },
    bringBack: () => {
      if (setAside !== null) setDraft({ text: setAside, revision });
      dropAside();
    },
    discard: async () => {
      if (await confirm({ title: t("text.discard_ask"), danger: true })) drop();
    },
    empty: async () => {
      if (await confirm({ title: t("text.empty_ask"), danger: true })) setDraft({ text: "", revision });
    },
  };
}
