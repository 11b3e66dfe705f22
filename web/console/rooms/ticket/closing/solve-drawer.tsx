import { Button, Drawer, Steps } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { solveTicket } from "../../../../../src/contract/ticket-routes.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { readSeenSeq } from "../seen-seq.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { NoticePreview } from "./notice-preview.tsx";
import { OverrideForm } from "./override-form.tsx";
import { WantedList } from "./wanted-list.tsx";
import "./closing.css";

/** What the gate wants, form after form, then what the customer will get, then solved. REQ: CL-02, CL-03 */
export function SolveDrawer(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, procedure, closePanel } = useTicketRoom();
  const [overriding, setOverriding] = useState(false);
  const [again, setAgain] = useState<string | null>(null);
  const solve = useTicketCommand(solveTicket, {
    onDone: () => {
      closePanel();
      toast(t("closing.solved"), { tone: "good" });
    },
  });
  const wanted = page.demands.filter(({ transition }) => transition === "solve");
  const forms = procedure?.forms ?? [];
  const formId = again ?? wanted.find(({ kind }) => kind === "form")?.formId ?? null;
  const form = forms.find(({ id }) => id === formId);
  const filled = page.forms
    .filter((each, at, all) => all.findLastIndex(({ formId: same }) => same === each.formId) === at)
    .filter(({ formId: id }) => id === "result_notice" || id === "service_summary");
  const steps = [
    ...filled.map(({ formId: id }) => ({ id, title: titleOf(id), status: "finish" as const })),
    ...wanted
      .filter(({ kind, formId: id }) => kind !== "form" || !filled.some((each) => each.formId === id))
      .map(({ gateId, kind, formId: id, targetId, label }) => ({
        id: targetId ?? id ?? gateId,
        title: local(label),
        status: kind === "form" && id === formId ? ("process" as const) : ("wait" as const),
      })),
    { id: "confirm", title: t("closing.confirm_step"), status: form ? ("wait" as const) : ("process" as const) },
  ];
  function titleOf(id: string): string {
    const known = forms.find((each) => each.id === id);
    return known ? local(known.title) : id;
  }
  const override = (overrideReason: string) =>
    solve.fire({ params: { ticketId: page.id }, body: { overrideReason, seenSeq: readSeenSeq() } });
  return (
    <Drawer
      open
      mask={false}
      autoFocus={false}
      title={t("closing.solve_title", { number: page.number })}
      onClose={closePanel}
      size="min(100vw, 460px)"
    >
      <Steps
        orientation="vertical"
        size="small"
        items={steps.map(({ title, status }) => ({ title, status }))}
        className="solve-steps"
      />
      {form ? (
        <FormFields key={form.id} form={form} word={t("closing.next_step")} onDone={() => setAgain(null)} />
      ) : (
        <div className="solve-confirm">
          {wanted.length > 0 ? <WantedList /> : null}
          <NoticePreview onEdit={() => setAgain("result_notice")} />
          <Button
            type="primary"
            autoFocus
            disabled={wanted.length > 0}
            loading={solve.running}
            onClick={() => solve.fire({ params: { ticketId: page.id }, body: { seenSeq: readSeenSeq() } })}
          >
            {t("closing.solve_and_tell")}
          </Button>
        </div>
      )}
      {page.may.override && wanted.length > 0 ? (
        <div className="solve-override">
          {overriding ? (
            <OverrideForm word={t("closing.override_solve")} running={solve.running} onGive={override} />
          ) : (
            <button type="button" className="link-button" onClick={() => setOverriding(true)}>
              {t("closing.override")}
            </button>
          )}
        </div>
      ) : null}
    </Drawer>
  );
}
