import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { getVersion, putItem, removeItem, type VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { METRIC_RULES } from "../../../../../src/domain/clocks/metrics.ts";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { routeQuery } from "../../../../ui/api/use-route.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { FindingList } from "./finding-list.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { isNothing, ItemFields } from "../shared/item-value.tsx";
import { nameOf } from "../shared/item-text.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { useTakeOver } from "../shared/use-version.ts";
import { useItemTitle } from "../shared/use-item-title.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { DESK, itemsOf, originOf, type Item } from "../shared/version-detail.ts";
import { ItemFormContext } from "./form-context.ts";
import { useReferences } from "./references.ts";
import { ShapeControl, WholeItem } from "./shape-field.tsx";
import { emptyOf, faultsOf, inOrder, withoutEmpty, type Shape, type Values } from "./shape.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";

const WIDTH_PX = 640;

type Props = {
  detail: VersionDetail;
  section: string;
  /** Null: a new one. */
  item: Item | null;
  shape: Shape;
  onClose: () => void;
};

/** One item of a section in a form; another's change of the draft meanwhile is shown beside one's own. */
export function ItemDrawer({ detail, section, item, shape, onClose: onLeft }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const isLeft = useRef(false);
  const onClose = () => {
    isLeft.current = true;
    onLeft();
  };
  const words = useFormatWords();
  const form = useItemValues(shape, item);
  const saving = useSaving({
    detail,
    section,
    item,
    values: inOrder(shape, withoutEmpty(form.values)) as Values,
    onClose,
  });
  useUnsavedGuard(() => form.dirty && !isLeft.current, t("draft.leave"));
  const references = useReferences(detail);
  const [tried, setTried] = useState(false);
  const faults = useMemo(() => (tried ? faultsOf(shape, form.values) : []), [tried, shape, form.values]);
  const context = useMemo(() => ({ references, faults: new Set(faults), Control: ShapeControl }), [references, faults]);
  const save = () => {
    setTried(true);
    if (faultsOf(shape, form.values).length === 0) saving.save();
  };
  const origin = item ? originOf(detail, section, item.id) : null;
  const findings = item ? detail.findings.filter(({ place }) => place.startsWith(`${section}[${item.id}]`)) : [];
  return (
    <FormDrawer
      title={<DrawerTitle detail={detail} section={section} item={item} />}
      widthPx={WIDTH_PX}
      dirty={form.dirty}
      onClose={onClose}
      save={{ onSave: save, running: saving.running, disabled: !form.dirty }}
      aside={item ? <TakeBack origin={origin} onRemove={saving.remove} running={saving.removing} /> : null}
    >
      <FormProblem
        error={saving.error}
        onKeepMine={saving.keepMine}
        onTakeNewest={() => saving.takeNewest(form.restart)}
      />
      {saving.theirs ? (
        <details className="item-theirs" open>
          <summary>{t("draft.theirs")}</summary>
          <ItemFields fields={Object.entries(saving.theirs).filter(([, value]) => !isNothing(value))} />
        </details>
      ) : null}
      <FindingList findings={findings} />
      {faults.length > 0 ? (
        <p className="page-bad" role="alert">
          {t("form.faults", { count: faults.length })}
        </p>
      ) : null}
      <ItemFormContext value={context}>
        <WholeItem
          shape={shape}
          value={form.values}
          at={{ key: section, path: "", label: words.section(section) }}
          without={item ? ["id"] : []}
          onChange={(next) => form.set(next as Values)}
        />
      </ItemFormContext>
    </FormDrawer>
  );
}

function DrawerTitle({ detail, section, item }: Pick<Props, "detail" | "section" | "item">): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const local = useLocalText();
  const titleOf = useItemTitle(detail);
  if (!item) return <>{t("draft.new", { section: words.section(section) })}</>;
  const metric = nameOf(item) ? null : metricTitle(item);
  const name = metric ? local(metric) : titleOf(section, item);
  return (
    <>
      {name} <OriginMark origin={originOf(detail, section, item.id)} />
      {name === item.id ? null : <code className="item-id">{item.id}</code>}
    </>
  );
}

/** A promise without a name of its own is called by what it measures. */
const metricTitle = ({ metric }: Item): LocalText | null =>
  Object.entries(METRIC_RULES).find(([id]) => id === metric)?.[1].title ?? null;

function useItemValues(shape: Shape, item: Item | null) {
  const first = () => withoutChildren(item ?? (emptyOf(shape) as Values));
  const [base, setBase] = useState<Values>(first);
  const [values, set] = useState<Values>(base);
  return {
    values,
    set,
    dirty: JSON.stringify(withoutEmpty(values)) !== JSON.stringify(withoutEmpty(base)),
    /** Begins again with what somebody else wrote. */
    restart: (newest: Item) => {
      setBase(withoutChildren(newest));
      set(withoutChildren(newest));
    },
  };
}

/** What lies below a category is changed at its own place. */
const withoutChildren = (item: Values): Values =>
  Object.fromEntries(Object.entries(item).filter(([key]) => key !== "children"));

type Saving = { detail: VersionDetail; section: string; item: Item | null; values: Values; onClose: () => void };

function useSaving({ detail, section, item, values, onClose }: Saving) {
  const { t } = useTranslation("studio");
  const client = useQueryClient();
  const takeOver = useTakeOver();
  const [newest, setNewest] = useState<VersionDetail | null>(null);
  const put = useCommand(putItem);
  const remove = useCommand(removeItem);
  const itemId = item?.id ?? String(values["id"] ?? "");
  const { id: versionId } = detail.version;
  const params = { versionId, section, itemId };
  const itemIn = (one: VersionDetail) => itemsOf(one.document, section).find(({ id }) => id === itemId) ?? null;
  const done = (answer: VersionDetail, said: string) => {
    takeOver(answer);
    toast(said, { tone: "good" });
    onClose();
  };
  const save = async (revision: number) => {
    setNewest(null);
    try {
      done(await put.run({ params, body: { item: values, revision } }), t("draft.saved"));
    } catch (error) {
      if (!isConflict(error)) return;
      const now = await client.fetchQuery({ ...routeQuery(getVersion, { params: { versionId } }), staleTime: 0 });
      const isMine = JSON.stringify(itemIn(now)) === JSON.stringify(item);
      if (isMine && now.version.revision !== revision) await save(now.version.revision);
      else setNewest(now);
    }
  };
  const takeBack = async (takeAway: boolean) => {
    const query = { revision: detail.version.revision, takeAway: takeAway ? "true" : "false" };
    await remove.run({ params, query }).then(
      (answer) => done(answer, t("draft.taken_back")),
      () => undefined,
    );
  };
  return {
    save: () => void save(detail.version.revision),
    running: put.running,
    remove: (takeAway: boolean) => void takeBack(takeAway),
    removing: remove.running,
    // Both ways on need what stands there now.
    error: (isConflict(put.error) && newest === null ? null : put.error) ?? remove.error,
    /** What stands there since somebody else changed it. */
    theirs: newest && isConflict(put.error) ? itemIn(newest) : null,
    keepMine: () => {
      put.reset();
      void save(newest?.version.revision ?? detail.version.revision);
    },
    takeNewest: (restart: (newest: Item) => void) => {
      put.reset();
      const theirs = newest && itemIn(newest);
      if (theirs) restart(theirs);
      else onClose();
    },
  };
}

type TakeBackProps = { origin: string | null; onRemove: (takeAway: boolean) => void; running: boolean };

/** The desk's own words give way to what ships; what ships can be left out of the desk's procedure. */
function TakeBack({ origin, onRemove, running }: TakeBackProps): JSX.Element {
  const { t } = useTranslation("studio");
  const ask = async (takeAway: boolean) => {
    const title = takeAway ? t("draft.take_away_ask") : t("draft.back_to_shipped_ask");
    if (await confirm({ title, danger: true })) onRemove(takeAway);
  };
  return origin === DESK ? (
    <Button loading={running} onClick={() => void ask(false)}>
      {t("draft.back_to_shipped")}
    </Button>
  ) : (
    <Button danger loading={running} onClick={() => void ask(true)}>
      {t("draft.take_away")}
    </Button>
  );
}
