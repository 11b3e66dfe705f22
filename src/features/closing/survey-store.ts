import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type SurveyAnswers = {
  satisfaction: number;
  /** Question id → level. */
  answers: Record<string, number>;
  comment: string;
};

export async function insertSurveyResponse(
  tx: Tx,
  response: { id: string; ticketId: string; contactId: string; answers: SurveyAnswers; now: number },
): Promise<void> {
  const { answers } = response;
  await queries(tx)
    .insertInto("survey_response")
    .values({
      id: response.id,
      ticket_id: response.ticketId,
      contact_id: response.contactId,
      satisfaction: answers.satisfaction,
      answers: JSON.stringify(answers.answers),
      comment: answers.comment,
      answered_at: new Date(response.now),
    })
    .execute();
}

export async function newestSurveyResponse(tx: Tx, ticketId: string, since: number | null) {
  return queries(tx)
    .selectFrom("survey_response")
    .select(["satisfaction", "answered_at", "comment"])
    .where("ticket_id", "=", ticketId)
    .where("answered_at", ">=", new Date(since ?? 0))
    .orderBy("answered_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Takes the customer's words out of the answers on a ticket; his levels stay, they say nothing of him. */
export async function forgetSurveyWords(tx: Tx, ticketId: string): Promise<void> {
  await queries(tx).updateTable("survey_response").set({ comment: "" }).where("ticket_id", "=", ticketId).execute();
}
