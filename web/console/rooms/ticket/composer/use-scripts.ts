import { listTicketScripts } from "../../../../../src/contract/script-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import type { FindSuggested } from "../../../../ui/editor/suggestion.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";

const SCRIPTS_OFFERED_MAX = 12;
const SCRIPTS_FRESH_MS = 5 * 60_000;

/** Canned texts for `/`, in the customer's language, with this ticket's values filled in. REQ: KN-04 */
export function useScripts(ticketId: string): FindSuggested {
  const { page } = useTicketRoom();
  const local = useLocalText();
  const scripts = useRoute(listTicketScripts, page.may.reply ? { params: { ticketId } } : null, {
    freshMs: SCRIPTS_FRESH_MS,
  });
  return (typed) => {
    const wanted = typed.toLowerCase();
    return (scripts.data?.items ?? [])
      .filter(({ key, title }) => `${key} ${title.zh} ${title.en}`.toLowerCase().includes(wanted))
      .slice(0, SCRIPTS_OFFERED_MAX)
      .map(({ id, key, title, body }) => ({
        id,
        name: local(title),
        hint: `/${key}`,
        html: paragraphs(body[page.language]),
      }));
  };
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escape = (text: string) => text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escape(part).replaceAll("\n", "<br>")}</p>`)
    .join("");
