import { answerCaseSurvey, confirmCase, getCustomerCase, rejectCase } from "../../contract/closing-routes.ts";
import { closeTicket, reopenTicket, solveTicket } from "../../contract/ticket-routes.ts";
import { leavesTo } from "../../domain/sop/index.ts";
import type { Override } from "../../domain/ticket/index.ts";
import { viewerHas } from "../../domain/permission/index.ts";
import { handle, handlePublic, type SignedIn, type StaffSession } from "../../core/staff/index.ts";
import { requireSight } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { caseOfLink, confirmCase as confirmIt, rateCase, rejectCase as rejectIt, viewCase } from "./answer-case.ts";
import { readCase } from "./case-store.ts";
import { closeCase, reopenCase } from "./close-case.ts";
import type { ClosingDeps } from "./deps.ts";
import { solveCase } from "./solve-case.ts";

export function closingRoutes(deps: ClosingDeps): HttpRoute<StaffSession>[] {
  return [...staffRoutes(deps), ...customerRoutes(deps)];
}

/** Whoever may by his role and by the authority of the ticket's procedure. REQ: HA-22 */
async function overrideOf(
  deps: ClosingDeps,
  tx: Tx,
  { viewer }: SignedIn,
  given: { ticketId: string; reason: string | undefined },
): Promise<Override> {
  const { ticketId, reason } = given;
  if (reason === undefined) return null;
  const found = viewerHas(viewer, "tickets.override") ? await readCase(tx, ticketId) : null;
  if (!found) return { reason, permitted: false };
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  return { reason, permitted: leavesTo(pack, "gate_override", viewer.role) };
}

function staffRoutes(deps: ClosingDeps): HttpRoute<StaffSession>[] {
  return [
    handle(solveTicket, async ({ tx, session, params, body, language, now }) => {
      await requireSight(tx, session.viewer, params.ticketId);
      const staff = { id: session.staffId, name: session.name };
      const override = await overrideOf(deps, tx, session, { ...params, reason: body.overrideReason });
      const { seenSeq = null } = body;
      await solveCase(deps, tx, { ticketId: params.ticketId, staff, override, seenSeq, language, now });
    }),
    handle(closeTicket, async ({ tx, session, params, body, language, now }) => {
      await requireSight(tx, session.viewer, params.ticketId);
      const override = await overrideOf(deps, tx, session, { ...params, reason: body.overrideReason });
      const { ticketId } = params;
      await closeCase(deps, tx, {
        ticketId,
        staffId: session.staffId,
        confirmedByPhone: body.confirmedByPhone,
        override,
        language,
        now,
      });
    }),
    handle(reopenTicket, async ({ tx, session, params, body, now }) => {
      await requireSight(tx, session.viewer, params.ticketId);
      await reopenCase(deps, tx, { ticketId: params.ticketId, staffId: session.staffId, reason: body.reason, now });
    }),
  ];
}

function customerRoutes(deps: ClosingDeps): HttpRoute<StaffSession>[] {
  const view = async (tx: Tx, token: string, now: number) =>
    viewCase(deps, tx, await caseOfLink(deps, tx, token, now), now);
  return [
    handlePublic(getCustomerCase, async ({ tx, params, query, now }) => {
      const found = await caseOfLink(deps, tx, params.token, now);
      const shown = await viewCase(deps, tx, { ...found, language: query.language ?? found.language }, now);
      return { ...shown, language: found.language };
    }),
    handlePublic(confirmCase, async ({ tx, params, now }) => {
      await confirmIt(deps, tx, await caseOfLink(deps, tx, params.token, now), now);
      return view(tx, params.token, now);
    }),
    handlePublic(rejectCase, async ({ tx, params, body, now }) => {
      await rejectIt(deps, tx, await caseOfLink(deps, tx, params.token, now), { reason: body.reason, now });
      return view(tx, params.token, now);
    }),
    handlePublic(answerCaseSurvey, async ({ tx, params, body, now }) => {
      await rateCase(deps, tx, await caseOfLink(deps, tx, params.token, now), { answers: body, now });
      return view(tx, params.token, now);
    }),
  ];
}
