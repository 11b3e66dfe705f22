import { useTranslation } from "react-i18next";
import { doStep, giveApproval } from "../../../../src/contract/gate-routes.ts";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { confirm } from "../../../ui/notice/confirm.ts";
import { useTicketRoom } from "./ticket-context.ts";
import { useLocalText } from "./use-local-text.ts";
import { useProcedureNames } from "./use-names.ts";
import { useTicketCommand } from "./use-ticket-commands.ts";

type Demand = TicketPage["demands"][number];

export type DemandAction = { word: string; run: () => void };

/** What a person can do about something that a gate wants; null where there is nothing but to wait. REQ: HA-09, HA-18 */
export function useDemandAction(): (demand: Demand) => DemandAction | null {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const names = useProcedureNames();
  const { page, openPanel } = useTicketRoom();
  const step = useTicketCommand(doStep);
  const approval = useTicketCommand(giveApproval);
  const params = { ticketId: page.id };
  const approve = async (authorityId: string, formId: string | null) => {
    const submissionId = formId && (page.forms.findLast((filled) => filled.formId === formId)?.id ?? null);
    if (await confirm({ title: t("gate.approve_ask", { what: names.authority(authorityId) }), ok: t("gate.approve") }))
      approval.fire({ params, body: { authorityId, submissionId } });
  };
  return ({ kind, formId, targetId, label }) => {
    switch (kind) {
      case "form":
        return { word: t("form.open"), run: () => openPanel({ kind: "form", formId: formId ?? "" }) };
      case "confirmation":
        return { word: t("gate.provide"), run: () => openPanel({ kind: "close" }) };
      case "step":
        return {
          word: t("gate.done"),
          run: () =>
            void confirm({ title: t("gate.done_ask", { step: local(label) }), ok: t("gate.done") }).then(
              (yes) => yes && step.fire({ params, body: { stepId: targetId ?? "" } }),
            ),
        };
      case "approval":
        return { word: t("gate.approve"), run: () => void approve(targetId ?? "", formId) };
      default:
        return null;
    }
  };
}
