import { Button, Form, Input, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  archiveScript,
  approveScript,
  createScript,
  listScripts,
  listScriptVersions,
  SCRIPT_CHANNELS,
  SCRIPT_SCENES,
  updateScript,
  type ScriptShape,
} from "../../../../../src/contract/script-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMay } from "../../../session/me.ts";
import { TeamSelect } from "../teams/team-select.tsx";
import { ScriptText } from "./script-text.tsx";
import { ScriptVersions } from "./script-versions.tsx";

type Props = {
  script: ScriptShape | null;
  variables: string[];
  onClose: () => void;
  newest?: () => Promise<ScriptShape | undefined>;
};

const valuesOf = (script: ScriptShape | null) => ({
  key: script?.key ?? "",
  scene: script?.scene ?? ("greeting" as const),
  channel: script?.channel ?? null,
  teamId: script?.teamId ?? null,
  title: script?.title ?? { zh: "", en: "" },
  body: script?.body ?? { zh: "", en: "" },
});
type Values = ReturnType<typeof valuesOf>;
const recordOf = (script: ScriptShape | null) => ({ values: valuesOf(script), version: script?.version ?? 1 });
const RENEWS = [listScripts, listScriptVersions];
const EVERY = "";

/** Writes, approves or takes away a script. */
export function ScriptDrawer({ script, variables, onClose, newest }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const mayWrite = useMay("scripts.write");
  const record = useRecordForm<Values>(recordOf(script));
  const done = () => {
    toast(t("scripts.saved"), { tone: "good" });
    onClose();
  };
  const make = useCommand(createScript, { renews: RENEWS, onDone: done });
  const change = useCommand(updateScript, { renews: RENEWS, onDone: done });
  const save = () => {
    if (!script) return make.fire({ body: record.valuesNow() });
    const { key: _key, ...changes } = record.changes();
    change.fire({ params: { scriptId: script.id }, body: { ...changes, version: record.version } });
  };
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  return (
    <FormDrawer
      title={script ? `/${script.key}` : t("scripts.add")}
      widthPx={720}
      onClose={onClose}
      dirty={record.dirty}
      {...(mayWrite
        ? {
            save: {
              onSave: record.form.submit,
              running: make.running || change.running,
              disabled: (script !== null && !record.dirty) || isConflict(change.error),
            },
          }
        : {})}
      aside={script && mayWrite ? <Approval script={script} dirty={record.dirty} onDone={onClose} /> : null}
    >
      <FormProblem error={make.error ?? change.error} {...ways} />
      <Form<Values> {...record.formProps} layout="vertical" requiredMark={false} disabled={!mayWrite} onFinish={save}>
        <div className="page-two">
          {script ? null : (
            <Form.Item
              name="key"
              label={t("scripts.key")}
              extra={t("scripts.key_help")}
              rules={[{ required: true, pattern: /^[a-z][a-z0-9_-]{0,59}$/, message: t("scripts.key_help") }]}
            >
              <Input autoFocus prefix="/" autoComplete="off" spellCheck={false} />
            </Form.Item>
          )}
          <Form.Item name="scene" label={t("scripts.scene")}>
            <Select options={SCRIPT_SCENES.map((value) => ({ value, label: t(`scripts.scenes.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="channel"
            label={t("scripts.channel")}
            getValueProps={(value: string | null) => ({ value: value ?? EVERY })}
            normalize={(value: string) => (value === EVERY ? null : value)}
          >
            <Select
              options={[
                { value: EVERY, label: t("scripts.every_channel") },
                ...SCRIPT_CHANNELS.map((value) => ({ value, label: t(`scripts.channels.${value}`) })),
              ]}
            />
          </Form.Item>
          <Form.Item name="teamId" label={t("scripts.team")}>
            <TeamSelect placeholder={t("scripts.every_team")} />
          </Form.Item>
        </div>
        <ScriptText language="zh" variables={variables} />
        <ScriptText language="en" variables={variables} />
      </Form>
      {script ? <ScriptVersions scriptId={script.id} /> : null}
    </FormDrawer>
  );
}

function Approval(props: { script: ScriptShape; dirty: boolean; onDone: () => void }): JSX.Element {
  const { t } = useTranslation("settings");
  const { script } = props;
  const approve = useCommand(approveScript, {
    renews: RENEWS,
    onDone: () => {
      toast(t("scripts.approved_now"), { tone: "good" });
      props.onDone();
    },
  });
  const archive = useCommand(archiveScript, { renews: RENEWS, onDone: props.onDone });
  const params = { scriptId: script.id };
  const ask = async () => {
    const title = t("scripts.archive_ask", { key: script.key });
    if (await confirm({ title, body: t("scripts.archive_help"), ok: t("scripts.archive"), danger: true }))
      archive.fire({ params });
  };
  return (
    <>
      {script.approvedAt || script.archived ? null : (
        <Button
          disabled={props.dirty}
          loading={approve.running}
          title={props.dirty ? t("scripts.approve_saved_only") : ""}
          onClick={() => approve.fire({ params, body: { version: script.version } })}
        >
          {t("scripts.approve")}
        </Button>
      )}
      {script.archived ? null : (
        <Button danger loading={archive.running} onClick={() => void ask()}>
          {t("scripts.archive")}
        </Button>
      )}
      <FormProblem error={approve.error ?? archive.error} />
    </>
  );
}
