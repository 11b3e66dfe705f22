import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type Dispatch, type SetStateAction } from "react";
import { useTranslation } from "react-i18next";
import {
  getVersion,
  putSection,
  type VersionDetail,
  type WHOLE_SECTIONS,
} from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { routeQuery } from "../../../../ui/api/use-route.ts";
import { isConflict } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { inOrder, withoutEmpty, type Shape, type Values } from "../draft/shape.ts";
import { useUnsavedGuard } from "../draft/use-unsaved-guard.ts";
import { useTakeOver } from "../shared/use-version.ts";
import { beginHistory, put, redo, undo, type History } from "./history.ts";
import { mappingOf } from "./rows.ts";

export type WholeSection = (typeof WHOLE_SECTIONS)[number];
type Given = { detail: VersionDetail; section: WholeSection; shape: Shape; faultsOf: (values: Values) => string[] };

type Written = { base: string; history: History<Values> };

const sectionIn = (detail: VersionDetail, section: string): Values => mappingOf(detail.document?.[section]);
const written = (values: Values): Written => ({ base: JSON.stringify(values), history: beginHistory(values) });

/** A section that is one whole, written in a form: every step can be taken back, and all is saved at once. */
export function useSectionForm({ detail, section, shape, faultsOf }: Given) {
  const { t } = useTranslation("studio");
  const stored = sectionIn(detail, section);
  const [state, setState] = useState<Written>(() => written(stored));
  const values = state.history.now;
  const clean = (one: unknown) => JSON.stringify(inOrder(shape, withoutEmpty(one)));
  const dirty = clean(values) !== clean(JSON.parse(state.base));
  // Somebody else wrote, and nothing of one's own would be lost.
  if (!dirty && JSON.stringify(stored) !== state.base) setState(written(stored));
  const [tried, setTried] = useState(false);
  const faults = useMemo(() => new Set(tried ? faultsOf(values) : []), [tried, values, faultsOf]);
  const saving = useSaving({ detail, section, values, base: state.base, setState });
  useUnsavedGuard(() => dirty, t("draft.leave"));
  const step = (change: (history: History<Values>) => History<Values>) =>
    setState((before) => ({ ...before, history: change(before.history) }));
  return {
    values,
    dirty,
    faults,
    set: (next: Values) => step((history) => put(history, next)),
    undo: state.history.past.length > 0 ? () => step(undo) : null,
    redo: state.history.future.length > 0 ? () => step(redo) : null,
    discard: () => step((history) => put(history, JSON.parse(state.base) as Values)),
    save: () => {
      setTried(true);
      if (faultsOf(values).length === 0) saving.save();
    },
    saving,
  };
}
export type SectionForm = ReturnType<typeof useSectionForm>;

type Saving = Pick<Given, "detail" | "section"> & {
  values: Values;
  base: string;
  setState: Dispatch<SetStateAction<Written>>;
};

function useSaving({ detail, section, values, base, setState }: Saving) {
  const { t } = useTranslation("studio");
  const client = useQueryClient();
  const takeOver = useTakeOver();
  const writing = useCommand(putSection);
  const [newest, setNewest] = useState<VersionDetail | null>(null);
  const params = { versionId: detail.version.id, section };
  const save = async (revision: number) => {
    setNewest(null);
    try {
      const content = withoutEmpty(values) as Values;
      const answer = await writing.run({ params, body: { content, revision } });
      const now = sectionIn(answer, section);
      setState(({ history }) => ({ base: JSON.stringify(now), history: { ...history, now, typedAt: null } }));
      takeOver(answer);
      toast(t("draft.saved"), { tone: "good" });
    } catch (error) {
      if (!isConflict(error)) return;
      const query = routeQuery(getVersion, { params: { versionId: detail.version.id } });
      const now = await client.fetchQuery({ ...query, staleTime: 0 });
      const isMine = JSON.stringify(sectionIn(now, section)) === base;
      if (isMine && now.version.revision !== revision) await save(now.version.revision);
      else setNewest(now);
    }
  };
  return {
    save: () => void save(detail.version.revision),
    running: writing.running,
    // Both ways on need what stands there now.
    error: isConflict(writing.error) && newest === null ? null : writing.error,
    keepMine: () => {
      writing.reset();
      void save(newest?.version.revision ?? detail.version.revision);
    },
    takeNewest: () => {
      writing.reset();
      if (!newest) return;
      takeOver(newest);
      setState(written(sectionIn(newest, section)));
    },
  };
}
