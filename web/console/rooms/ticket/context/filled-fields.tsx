import type { JSX } from "react";
import { useLocalText } from "../use-local-text.ts";
import { useTicketRoom } from "../ticket-context.ts";

type Props = { formId: string; content: Readonly<Record<string, unknown>> };

/** What stands in a form, in the order of its fields; empty ones are left out. */
export function FilledFields({ formId, content }: Props): JSX.Element {
  const local = useLocalText();
  const { procedure } = useTicketRoom();
  const fields = procedure?.forms.find(({ id }) => id === formId)?.fields ?? [];
  return (
    <dl>
      {fields.flatMap((field) => {
        const options = field.options.map((each) => ({ id: each.id, name: local(each.label) }));
        const words = wordsOf(content[field.id], options);
        if (!words) return [];
        return [
          <div key={field.id}>
            <dt>{local(field.label)}</dt>
            <dd>{words}</dd>
          </div>,
        ];
      })}
    </dl>
  );
}

function wordsOf(value: unknown, options: readonly { id: string; name: string }[]): string {
  if (Array.isArray(value)) return value.map((each) => wordsOf(each, options)).join("、");
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? (options.find(({ id }) => id === value)?.name ?? value) : "";
}
