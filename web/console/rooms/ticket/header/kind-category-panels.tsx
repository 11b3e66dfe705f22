import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { TicketKind } from "../../../../../src/domain/ticket/vocabulary.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useUpdateTicket } from "../use-ticket-commands.ts";
import { PickList } from "./pick-list.tsx";

const NONE = "-";

/** The procedure's categories with what each means. REQ: IN-17 */
export function CategoryPanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, procedure, closePanel } = useTicketRoom();
  const update = useUpdateTicket();
  const choices = (procedure?.categories ?? []).map(({ id, name, definition, examples, level }) => ({
    id,
    name: local(name),
    hint: local(definition),
    words: [id, name.zh, name.en, ...examples.flatMap((each) => [each.zh, each.en])].join(" "),
    level,
  }));
  return (
    <PickList
      label={t("property.category")}
      choices={[...choices, { id: NONE, name: t("property.no_category") }]}
      chosen={page.categoryId ?? NONE}
      onPick={(id) => {
        update({ categoryId: id === NONE ? null : id });
        closePanel();
      }}
    />
  );
}

export function KindPanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, procedure, closePanel } = useTicketRoom();
  const update = useUpdateTicket();
  return (
    <PickList
      label={t("property.kind")}
      search={false}
      choices={(procedure?.kinds ?? []).map(({ id, name, definition }) => ({
        id,
        name: local(name),
        hint: local(definition),
      }))}
      chosen={page.kind}
      onPick={(id) => {
        update({ kind: id as TicketKind });
        closePanel();
      }}
    />
  );
}
