import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { OrganisationPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useTitle } from "../../../../ui/base/use-title.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
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
import { OrganisationDrawer } from "./organisation-drawer.tsx";

/** One organisation: its people, its tickets, what is promised. */
export function OrganisationPage(): JSX.Element {
  const { t } = useTranslation(["customers", "common"]);
  const place = useCustomersPlace();
  const { organisationId } = place;
  const organisation = useRoute(organisationRoutes.show, organisationId ? { params: { organisationId } } : null);
  useTitle(organisation.data?.name ?? t("title"), t("common:product"), 0);
  if (organisation.isError)
    return <ErrorState error={organisation.error} onRetry={() => void organisation.refetch()} />;
  if (!organisation.data) return <SkeletonPage />;
  return (
    <Shown
      key={organisation.data.id}
      organisation={organisation.data}
      place={place}
      newest={() => organisation.refetch().then(({ data }) => data)}
    />
  );
}

type ShownProps = {
  organisation: OrganisationPageShape;
  place: ReturnType<typeof useCustomersPlace>;
  newest: () => Promise<OrganisationPageShape | undefined>;
};

function Shown({ organisation, place, newest }: ShownProps): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const mayWrite = useMay("contacts.write");
  const mayMerge = useMay("contacts.merge");
  const [merging, setMerging] = useState<string | null>(null);
  const unmerge = useCommand(organisationRoutes.unmerge, {
    renews: [organisationRoutes.show, organisationRoutes.list, organisationRoutes.duplicates, contactRoutes.list],
    onRefused: useProblemToast(),
    onDone: () => toast(t("merge.undone"), { tone: "good" }),
  });
  useShortcuts(
    [{ keys: "e", name: t("edit"), group: t("title"), run: () => place.change({ open: "edit" }) }],
    mayWrite,
  );
  return (
    <div className="customer-page pane-scroll">
      <PageHead
        name={organisation.name}
        meta={
          <>
            <span>
              <TierMark tier={organisation.tier} /> {t(`ui:tier.${organisation.tier}`)}
            </span>
            <span>
              {t("organisation.adviser_is", { name: organisation.adviser?.name ?? t("organisation.no_adviser") })}
            </span>
          </>
        }
        actions={
          <>
            {mayWrite ? <Button onClick={() => place.change({ open: "edit" })}>{t("edit")}</Button> : null}
            {mayMerge ? <Button onClick={() => setMerging("")}>{t("merge.button")}</Button> : null}
          </>
        }
      />
      <div className="customer-columns">
        <div>
          <TicketHistory tickets={organisation.tickets} named />
          <MergedFrom
            merged={organisation.mergedFrom}
            running={unmerge.running}
            onUndo={mayMerge ? (organisationId) => unmerge.fire({ params: { organisationId } }) : null}
          />
        </div>
        <div>
          <People organisation={organisation} />
          <Facts organisation={organisation} />
          <DuplicatesCard of="organisation" id={organisation.id} onMerge={mayMerge ? setMerging : null} />
        </div>
      </div>
      {mayWrite && place.search.open === "edit" ? (
        <OrganisationDrawer
          organisation={organisation}
          newest={newest}
          onClose={() => place.change({ open: undefined })}
        />
      ) : null}
      {merging === null ? null : (
        <MergeDialog
          of="organisation"
          from={organisation}
          first={merging || null}
          onClose={() => setMerging(null)}
          onDone={(into) => {
            setMerging(null);
            place.openOrganisation(into);
          }}
        />
      )}
    </div>
  );
}

function People({ organisation }: { organisation: OrganisationPageShape }): JSX.Element {
  const { t } = useTranslation("customers");
  return (
    <Card title={t("organisation.people")}>
      {organisation.contacts.length === 0 ? <p className="page-hint">{t("organisation.no_people")}</p> : null}
      <ul className="people">
        {organisation.contacts.map((contact) => (
          <li key={contact.id}>
            <Avatar person={contact} sizePx={28} />
            <span>
              <Link to="/customers/contacts/$contactId" params={{ contactId: contact.id }} search={{}}>
                {contact.name}
              </Link>
              <span className="quiet truncate">
                {[contact.title, contact.emails[0] ?? contact.phones[0]].filter(Boolean).join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {organisation.contactsMore ? (
        <Link to="/customers" search={{ organisation: organisation.id }}>
          {t("organisation.all_people")}
        </Link>
      ) : null}
    </Card>
  );
}

function Facts({ organisation }: { organisation: OrganisationPageShape }): JSX.Element {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  return (
    <Card title={t("profile")}>
      <dl className="facts">
        <dt>{t("organisation.domains")}</dt>
        <dd>{organisation.domains.length > 0 ? organisation.domains.join(", ") : "—"}</dd>
        <dt>{t("field.created")}</dt>
        <dd>{formats.date(organisation.createdAt)}</dd>
      </dl>
      {organisation.note ? <p className="customer-note page-gap">{organisation.note}</p> : null}
    </Card>
  );
}
