import type { FormShape } from "../../../../../src/contract/procedure-routes.ts";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { formProblems, type Form } from "../../../../../src/domain/sop/form.ts";

export type FormContent = Record<string, unknown>;
type Field = FormShape["fields"][number];
type Known = Pick<TicketPage, "subject" | "categoryId" | "contact" | "organisation" | "messages" | "forms">;

/** The first values of a form: what was filled in last time, else what the ticket already says. REQ: CL-02 */
export function firstContent(form: FormShape, ticket: Known, categoryName: string): FormContent {
  const earlier = ticket.forms.filter(({ formId }) => formId === form.id).at(-1)?.content ?? {};
  const entries = form.fields
    .filter(({ computed }) => computed === null)
    .map((field) => [field.id, earlier[field.id] ?? prefilled(field, ticket, categoryName)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ""));
}

function prefilled(field: Field, ticket: Known, categoryName: string): string | undefined {
  switch (field.prefill) {
    case "ticket.subject":
      return ticket.subject;
    case "ticket.category":
      return ticket.categoryId === null ? undefined : categoryName;
    case "customer.name":
      return ticket.contact.name;
    case "organisation.name":
      return ticket.organisation?.name;
    case "last_answer":
      return ticket.messages
        .findLast(({ direction, kind }) => direction === "out" && (kind === "reply" || kind === "progress_update"))
        ?.text.slice(0, field.charsMax);
    default:
      return undefined;
  }
}

/** What is wrong, by field; the rules are those of the server. */
export function problemsByField(form: FormShape, content: FormContent, language: "zh" | "en"): Record<string, string> {
  const problems = formProblems({ ...form, version: 0, source: "" } as Form, content);
  return Object.fromEntries(problems.map(({ fieldId, problem }) => [fieldId, problem[language]]));
}

/** Whether a field must be filled as the others stand. */
export function isRequiredNow(field: Field, content: FormContent): boolean {
  if (field.computed !== null) return false;
  if (field.required) return true;
  return field.requiredWhen !== null && field.requiredWhen.is.includes(String(content[field.requiredWhen.field]));
}

/** A field that is only asked under a condition stays out of sight until that holds. */
export const isShown = (field: Field, content: FormContent): boolean =>
  field.computed === null && (field.required || field.requiredWhen === null || isRequiredNow(field, content));

/** What is handed in: fields out of sight and empty values are left out. */
export function handedIn(form: FormShape, content: FormContent): FormContent {
  const shown = form.fields.filter((field) => isShown(field, content)).map(({ id }) => id);
  return Object.fromEntries(
    Object.entries(content).filter(
      ([id, value]) => shown.includes(id) && value !== undefined && value !== null && value !== "",
    ),
  );
}
