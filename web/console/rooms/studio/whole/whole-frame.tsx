import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, type JSX, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { ItemFormContext } from "../draft/form-context.ts";
import type { References } from "../draft/references.ts";
import { ShapeControl } from "../draft/shape-field.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import type { SectionForm, WholeSection } from "./use-section-form.ts";
import "./whole.css";

type Props = {
  detail: VersionDetail;
  section: WholeSection;
  form: SectionForm;
  references: References;
  children: ReactNode;
};

/** What every form of a whole section has: undo, save, what is wrong; Ctrl or ⌘ + Z, Shift + Z and Enter. */
export function WholeFrame({ detail, section, form, references, children }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const context = useMemo(
    () => ({ references, faults: form.faults, Control: ShapeControl }),
    [references, form.faults],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    const key = event.key.toLowerCase();
    const step = key === "z" ? (event.shiftKey ? form.redo : form.undo) : key === "y" ? form.redo : null;
    if (key === "enter" && form.dirty && !form.saving.running) form.save();
    else if (step) step();
    else return;
    event.preventDefault();
  };
  return (
    <div className="whole" role="group" aria-label={words.section(section)} onKeyDown={onKeyDown}>
      <div className="page-tools whole-tools">
        <h2 className="draft-title">{words.section(section)}</h2>
        <Link
          className="whole-text-link"
          to="/studio/versions/$versionId/text"
          params={{ versionId: detail.version.id }}
          search={{}}
        >
          {t("whole.as_text")}
        </Link>
        <span className="whole-buttons">
          <span className="quiet" role="status">
            {form.dirty ? t("text.unsaved") : ""}
          </span>
          <Button disabled={!form.undo} onClick={() => form.undo?.()}>
            {t("whole.undo")}
          </Button>
          <Button disabled={!form.redo} onClick={() => form.redo?.()}>
            {t("whole.redo")}
          </Button>
          <Button disabled={!form.dirty} onClick={form.discard}>
            {t("text.discard")}
          </Button>
          <Button type="primary" disabled={!form.dirty} loading={form.saving.running} onClick={form.save}>
            {t("whole.save")}
          </Button>
        </span>
      </div>
      <FormProblem error={form.saving.error} onKeepMine={form.saving.keepMine} onTakeNewest={form.saving.takeNewest} />
      {form.faults.size > 0 ? (
        <p className="page-bad" role="alert">
          {t("form.faults", { count: form.faults.size })}
        </p>
      ) : null}
      <ItemFormContext.Provider value={context}>{children}</ItemFormContext.Provider>
    </div>
  );
}

type PartProps = { title: string; lead?: string; action?: ReactNode; children: ReactNode };

/** One part of a whole with its name. */
export function WholePart({ title, lead, action, children }: PartProps): JSX.Element {
  return (
    <section className="whole-part" aria-label={title}>
      <div className="whole-part-head">
        <h3>{title}</h3>
        {action}
      </div>
      {lead ? <p className="page-hint">{lead}</p> : null}
      {children}
    </section>
  );
}
