import { Link } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ContactPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useTitle } from "../../../../ui/base/use-title.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { chosen } from "../../../../ui/base/chosen.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { useMay } from "../../../session/me.ts";
import { DuplicatesCard } from "../merger/duplicates-card.tsx";
import { MergeDialog } from "../merger/merge-dialog.tsx";
import { MergedFrom } from "../shared/merged-from.tsx";
import { PageHead } from "../shared/page-head.tsx";
import { TicketHistory } from "../shared/ticket-history.tsx";
import { useCustomersPlace } from "../shared/use-customers-place.ts";
import { AddressesCard } from "./addresses-card.tsx";
import { ContactDrawer } from "./contact-drawer.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { EraseDialog } from "./erase-dialog.tsx";

/** One contact: who it is, how to reach, what is open and promised. */
export function ContactPage(): JSX.Element {
  const { t } = useTranslation(["customers", "common"]);
  const place = useCustomersPlace();
  const contact = useRoute(contactRoutes.show, place.contactId ? { params: { contactId: place.contactId } } : null);
  useTitle(contact.data?.name ?? t("title"), t("common:product"), 0);
  if (contact.isError) return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  if (!contact.data) return <SkeletonPage />;
  return (
    <Shown
      key={contact.data.id}
      contact={contact.data}
      place={place}
      newest={() => contact.refetch().then(({ data }) => data)}
    />
  );
}

type ShownProps = {
  contact: ContactPageShape;
  place: ReturnType<typeof useCustomersPlace>;
  newest: () => Promise<ContactPageShape | undefined>;
};

function Shown({ contact, place, newest }: ShownProps): JSX.Element {
  const { t } = useTranslation("customers");
  const mayWrite = useMay("contacts.write");
  const mayMerge = useMay("contacts.merge");
  const [merging, setMerging] = useState<string | null>(null);
  const unmerge = useCommand(contactRoutes.unmerge, {
    renews: [contactRoutes.show, contactRoutes.list, contactRoutes.duplicates],
    onRefused: useProblemToast(),
    onDone: () => toast(t("merge.undone"), { tone: "good" }),
  });
  const close = () => place.change({ open: undefined });
  const may = mayWrite && !contact.erased;
  useShortcuts([{ keys: "e", name: t("edit"), group: t("title"), run: () => place.change({ open: "edit" }) }], may);
  return (
    <div className="customer-page pane-scroll">
      <PageHead
        glyph={<Avatar person={contact} sizePx={40} />}
        name={contact.name}
        meta={<HeadMeta contact={contact} />}
        actions={
          <>
            {may ? <Button onClick={() => place.change({ open: "edit" })}>{t("edit")}</Button> : null}
            {mayMerge && !contact.erased ? <Button onClick={() => setMerging("")}>{t("merge.button")}</Button> : null}
            {may ? <MoreMenu contact={contact} onErase={() => place.change({ open: "erase" })} /> : null}
          </>
        }
      />
      <div className="customer-columns">
        <div>
          <TicketHistory tickets={contact.tickets} named={false} />
          <MergedFrom
            merged={contact.mergedFrom}
            running={unmerge.running}
            onUndo={mayMerge ? (contactId) => unmerge.fire({ params: { contactId } }) : null}
          />
        </div>
        <div>
          <Aside contact={contact} onMerge={mayMerge ? setMerging : null} />
        </div>
      </div>
      {may && place.search.open === "edit" ? <ContactDrawer contact={contact} newest={newest} onClose={close} /> : null}
      {mayMerge && place.search.open === "erase" ? <EraseDialog contact={contact} onClose={close} /> : null}
      {merging === null ? null : (
        <MergeDialog
          of="contact"
          from={contact}
          first={merging || null}
          onClose={() => setMerging(null)}
          onDone={(into) => {
            setMerging(null);
            place.openContact(into);
          }}
        />
      )}
    </div>
  );
}

type AsideProps = { contact: ContactPageShape; onMerge: ((into: string) => void) | null };

function Aside({ contact, onMerge }: AsideProps): JSX.Element {
  const { t } = useTranslation("customers");
  return (
    <>
      <AddressesCard contact={contact} />
      <ContactFacts contact={contact} />
      {contact.note ? (
        <Card title={t("field.note")}>
          <p className="customer-note">{contact.note}</p>
        </Card>
      ) : null}
      {contact.erased ? null : <DuplicatesCard of="contact" id={contact.id} onMerge={onMerge} />}
    </>
  );
}

function HeadMeta({ contact }: { contact: ContactPageShape }): JSX.Element {
  const { t } = useTranslation("customers");
  return (
    <>
      {contact.title ? <span>{contact.title}</span> : null}
      {contact.organisation ? (
        <span>
          <TierMark tier={contact.organisation.tier} />{" "}
          <Link
            to="/customers/organisations/$organisationId"
            params={{ organisationId: contact.organisation.id }}
            search={{}}
          >
            {contact.organisation.name}
          </Link>
        </span>
      ) : (
        <span>{t("no_organisation")}</span>
      )}
      {contact.blocked ? <Mark tone="bad">{t("blocked")}</Mark> : null}
      {contact.erased ? <Mark tone="off">{t("erased")}</Mark> : null}
    </>
  );
}

function MoreMenu({ contact, onErase }: { contact: ContactPageShape; onErase: () => void }): JSX.Element {
  const { t } = useTranslation(["customers", "common"]);
  const mayMerge = useMay("contacts.merge");
  const change = useCommand(contactRoutes.change, {
    renews: [contactRoutes.show, contactRoutes.list, organisationRoutes.show],
    onRefused: useProblemToast(),
    onDone: () => toast(t("saved"), { tone: "good" }),
  });
  const block = async () => {
    const blocked = !contact.blocked;
    const title = t("block_ask", { name: contact.name });
    if (blocked && !(await confirm({ title, body: t("block_help"), ok: t("block"), danger: true }))) return;
    change.fire({ params: { contactId: contact.id }, body: { version: contact.version, blocked } });
  };
  const items = [
    { key: "block", label: contact.blocked ? t("unblock") : t("block"), onClick: chosen(() => void block()) },
    ...(mayMerge ? [{ key: "erase", label: t("erase.button"), danger: true, onClick: chosen(onErase) }] : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button aria-label={t("common:action.more")}>⋯</Button>
    </Dropdown>
  );
}
