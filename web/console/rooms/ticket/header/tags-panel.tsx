import type { JSX } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TAG_CHARS_MAX, TAGS_MAX } from "../../../../../src/contract/common.ts";
import { listTags } from "../../../../../src/contract/inbox-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useUpdateTicket } from "../use-ticket-commands.ts";
import { PickList } from "./pick-list.tsx";

/** Tags of the ticket: those of the procedure, those in use, or new ones. */
export function TagsPanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, procedure } = useTicketRoom();
  const update = useUpdateTicket();
  const [typed, setTyped] = useState("");
  const used = useRoute(listTags, { query: { q: typed } }, { keepPrevious: true });
  const shipped = (procedure?.tags ?? []).map(({ id, name }) => ({ id, name: local(name) }));
  const others = (used.data?.items ?? [])
    .filter(({ tag }) => !shipped.some(({ id }) => id === tag))
    .map(({ tag, count }) => ({ id: tag, name: tag, hint: t("tags.used", { count }) }));
  const wanted = typed.toLowerCase();
  const own = page.tags.filter((tag) => ![...shipped, ...others].some(({ id }) => id === tag));
  const choices = [...own.map((tag) => ({ id: tag, name: tag })), ...shipped, ...others]
    .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted))
    .map((choice) => ({
      ...choice,
      glyph: (
        <input type="checkbox" tabIndex={-1} readOnly checked={page.tags.includes(choice.id)} aria-hidden="true" />
      ),
    }));
  const flip = (tag: string) => {
    if (page.tags.includes(tag)) update({ tags: page.tags.filter((each) => each !== tag) });
    else if (page.tags.length < TAGS_MAX) update({ tags: [...page.tags, tag.slice(0, TAG_CHARS_MAX)] });
  };
  return (
    <PickList
      label={t("property.tags")}
      choices={choices}
      onSearch={setTyped}
      onPick={flip}
      ownWords={(words) => t("tags.add", { tag: words })}
    />
  );
}
