import { MoreOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { unmergeTicket } from "../../../../../src/contract/ticket-relation-routes.ts";
import { askPlacement } from "../../../../../src/contract/ticket-routes.ts";
import { chosen } from "../../../../ui/base/chosen.ts";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useMay } from "../../../session/me.ts";
import { printedAt } from "../print/printed-at.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** What is done now and then: solve, close, reopen, merge, link, forms, print, copy. */
export function MoreMenu(): JSX.Element {
  const { t } = useTranslation("ticket");
  return (
    <Dropdown menu={{ items: useItems() }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="bh-icon-button" aria-label={t("header.more")} title={t("header.more")}>
        <MoreOutlined />
      </button>
    </Dropdown>
  );
}

type Items = NonNullable<MenuProps["items"]>;

function useItems(): Items {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const navigate = useNavigate();
  const copy = (text: string) => {
    void navigator.clipboard?.writeText(text);
    toast(t("header.copied"), { tone: "good" });
  };
  return [
    ...useClosingItems(),
    ...useAskingItems(),
    ...useRelationItems(),
    ...useFormItems(),
    ...usePlacementItems(),
    { type: "divider" },
    item("print", t("print.open"), () => void navigate(printedAt(page)), "mod+p"),
    item("copy-link", t("header.copy_link"), () => copy(`${location.origin}/inbox/${page.id}`)),
    item("copy-number", t("header.copy_number"), () => copy(`${ticketLabel(page.number)} ${page.subject}`)),
  ];
}

const item = (key: string, label: string, run: () => void, keys?: string) => ({
  key,
  label,
  onClick: chosen(run),
  ...(keys ? { extra: <KeyHint keys={keys} /> } : {}),
});

function useClosingItems(): Items {
  const { t } = useTranslation("ticket");
  const { page, openPanel } = useTicketRoom();
  if (!page.may.work) return [];
  const close = item("close", t("closing.close"), () => openPanel({ kind: "close" }));
  const reopen = item("reopen", t("closing.reopen"), () => openPanel({ kind: "reopen" }));
  if (page.state === "solved") return [close, reopen];
  if (page.state === "closed") return [reopen];
  return [item("solve", t("closing.solve"), () => openPanel({ kind: "solve" }), "s")];
}

/** What is asked of others: another team, the customer, a call to come. */
function useAskingItems(): Items {
  const { t } = useTranslation("ticket");
  const { page, openPanel } = useTicketRoom();
  const callBack = item("call-back", t("waiting.call_back.open"), () => openPanel({ kind: "call_back" }));
  if (!page.may.work) return [];
  if (page.state === "solved" || page.state === "closed") return [{ type: "divider" }, callBack];
  const transfer = item("transfer", t("waiting.transfer.open"), () => openPanel({ kind: "transfer" }), "t");
  const ask = item("supplement", t("waiting.supplement.open"), () => openPanel({ kind: "supplement" }));
  return [{ type: "divider" }, transfer, ...(page.may.reply ? [ask] : []), callBack];
}

function useRelationItems(): Items {
  const { t } = useTranslation("ticket");
  const { page, openPanel } = useTicketRoom();
  const mayWork = useMay("tickets.work");
  const unmerge = useTicketCommand(unmergeTicket);
  if (page.mergedInto && !mayWork) return [];
  if (page.mergedInto) return [item("unmerge", t("merge.undo"), () => unmerge.fire({ params: { ticketId: page.id } }))];
  if (!page.may.work) return [];
  return [
    { type: "divider" },
    item("merge", t("merge.open"), () => openPanel({ kind: "merge" }), "m"),
    item("link", t("link.open"), () => openPanel({ kind: "link" })),
  ];
}

/** A case that nobody can place goes to the supervisor. REQ: TR-01 */
function usePlacementItems(): Items {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const ask = useTicketCommand(askPlacement);
  if (!page.may.work || page.categoryId !== null) return [];
  const run = async () => {
    if (await confirm({ title: t("placement.ask"), body: t("placement.help"), ok: t("placement.do") }))
      ask.fire({ params: { ticketId: page.id }, body: {} });
  };
  return [item("placement", t("placement.open"), () => void run())];
}

function useFormItems(): Items {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, openPanel, procedure } = useTicketRoom();
  if (!page.may.work || !procedure || procedure.forms.length === 0) return [];
  const children = procedure.forms.map(({ id, title }) =>
    item(`form.${id}`, local(title), () => openPanel({ kind: "form", formId: id })),
  );
  return [{ key: "forms", label: t("form.fill"), children }];
}
