import { Button, Checkbox, Input, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { listScripts, SCRIPT_SCENES, type ScriptShape } from "../../../../../src/contract/script-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMay, useMe } from "../../../session/me.ts";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { ScriptDrawer } from "./script-drawer.tsx";
import "./scripts.css";

type Scene = (typeof SCRIPT_SCENES)[number];
type Filter = { typed: string; scene: Scene | null; archived: boolean };

/** The script library: what agents may say, by scene. REQ: KN-04 */
export function ScriptsPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const mayWrite = useMay("scripts.write");
  const { opened, open, close } = useOpened();
  const [filter, setFilter] = useState<Filter>({ typed: "", scene: null, archived: false });
  const scripts = useRoute(
    listScripts,
    { query: { archived: filter.archived ? "true" : "false" } },
    { keepPrevious: true },
  );
  const items = scripts.data?.items ?? [];
  const found = items.filter((script) => fits(script, filter));
  const variables = scripts.data?.variables ?? [];
  const shown = items.find(({ id }) => id === opened);
  const add = mayWrite ? (
    <Button type="primary" onClick={() => open("new")}>
      {t("scripts.add")}
    </Button>
  ) : null;
  return (
    <SectionPage id="scripts" actions={add}>
      <ScriptTools filter={filter} onFilter={setFilter} />
      {scripts.isPending ? <SkeletonList /> : null}
      {scripts.isError ? <ErrorState error={scripts.error} onRetry={() => void scripts.refetch()} /> : null}
      {scripts.data && found.length === 0 ? <NoScripts any={items.length > 0} add={add} /> : null}
      {SCRIPT_SCENES.map((one) => (
        <SceneList key={one} scene={one} scripts={found.filter((script) => script.scene === one)} onOpen={open} />
      ))}
      {opened === "new" && mayWrite ? <ScriptDrawer script={null} variables={variables} onClose={close} /> : null}
      {shown ? (
        <ScriptDrawer
          key={shown.id}
          script={shown}
          variables={variables}
          onClose={close}
          newest={async () => (await scripts.refetch()).data?.items.find(({ id }) => id === shown.id)}
        />
      ) : null}
    </SectionPage>
  );
}

function NoScripts({ any, add }: { any: boolean; add: JSX.Element | null }): JSX.Element {
  const { t } = useTranslation("settings");
  if (any) return <EmptyState shape="search" title={t("scripts.none_found")} />;
  return (
    <EmptyState title={t("scripts.none")} actions={add}>
      {t("scripts.none_help")}
    </EmptyState>
  );
}

type ToolsProps = { filter: Filter; onFilter: (filter: Filter) => void };

function ScriptTools({ filter, onFilter }: ToolsProps): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <div className="page-tools" role="search">
      <Input
        className="is-wide"
        allowClear
        value={filter.typed}
        placeholder={t("scripts.search")}
        aria-label={t("scripts.search")}
        onChange={(event) => onFilter({ ...filter, typed: event.target.value })}
      />
      <Select
        allowClear
        className="page-select"
        value={filter.scene}
        placeholder={t("scripts.any_scene")}
        aria-label={t("scripts.scene")}
        options={SCRIPT_SCENES.map((value) => ({ value, label: t(`scripts.scenes.${value}`) }))}
        onChange={(value: Scene | undefined) => onFilter({ ...filter, scene: value ?? null })}
      />
      <Checkbox checked={filter.archived} onChange={(event) => onFilter({ ...filter, archived: event.target.checked })}>
        {t("scripts.archived_too")}
      </Checkbox>
    </div>
  );
}

function fits(script: ScriptShape, { typed, scene }: Filter): boolean {
  const text = [script.key, script.title.zh, script.title.en, script.body.zh, script.body.en].join("\n").toLowerCase();
  return text.includes(typed.trim().toLowerCase()) && (scene === null || script.scene === scene);
}

type SceneListProps = { scene: Scene; scripts: ScriptShape[]; onOpen: (id: string) => void };

function SceneList({ scene, scripts, onOpen }: SceneListProps): JSX.Element | null {
  const { t } = useTranslation("settings");
  const { language } = useMe();
  if (scripts.length === 0) return null;
  return (
    <>
      <h2 className="scene-head">{t(`scripts.scenes.${scene}`)}</h2>
      <RowList label={t(`scripts.scenes.${scene}`)}>
        {scripts.map((script) => (
          <Row
            key={script.id}
            title={script.title[language]}
            onOpen={() => onOpen(script.id)}
            quiet={script.archived}
            meta={
              <>
                <code>/{script.key}</code>
                <span className="truncate script-begin">{script.body[language]}</span>
              </>
            }
            aside={
              <>
                <span>{script.channel ? t(`scripts.channels.${script.channel}`) : t("scripts.every_channel")}</span>
                <RelativeTime at={script.updatedAt} />
                <ScriptMark script={script} />
              </>
            }
          />
        ))}
      </RowList>
    </>
  );
}

function ScriptMark({ script }: { script: ScriptShape }): JSX.Element {
  const { t } = useTranslation("settings");
  if (script.archived) return <Mark tone="off">{t("scripts.archived")}</Mark>;
  return script.approvedAt ? (
    <Mark tone="good">{t("scripts.approved")}</Mark>
  ) : (
    <Mark tone="wait">{t("scripts.waiting")}</Mark>
  );
}
