import { Outlet } from "@tanstack/react-router";
import { Suspense, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../../ui/base/use-title.ts";
import { Pane, PaneRow } from "../../../ui/frame/panes.tsx";
import { SkeletonPage } from "../../../ui/states/skeleton.tsx";
import { NoPermission } from "../../frame/page-states.tsx";
import { useMay } from "../../session/me.ts";
import { ContactDrawer } from "./contact/contact-drawer.tsx";
import { ListPane } from "./list/list-pane.tsx";
import { OrganisationDrawer } from "./organisation/organisation-drawer.tsx";
import { useCustomersPlace } from "./shared/use-customers-place.ts";
import "../../../ui/page/page.css";
import "./customers.css";

const LIST_PX = { widthPx: 380, minPx: 300, maxPx: 600 };

/** Contacts and organisations: the list, and beside it whom one chose. */
export function CustomersPage(): JSX.Element {
  const { t } = useTranslation(["customers", "common"]);
  const place = useCustomersPlace();
  const mayRead = useMay("contacts.read");
  const mayWrite = useMay("contacts.write");
  useTitle(place.inPage ? "" : t("title"), t("common:product"), 0);
  if (!mayRead) return <NoPermission />;
  const close = () => place.change({ open: undefined });
  return (
    <PaneRow name="customers" shown={place.inPage ? "page" : "list"}>
      <Pane id="list" label={t("title")} bounds={LIST_PX}>
        <ListPane place={place} />
      </Pane>
      <Pane id="page" label={t("page")} onBack={place.back}>
        <Suspense fallback={<SkeletonPage />}>
          <Outlet />
        </Suspense>
      </Pane>
      {mayWrite && place.search.open === "new" && place.tab === "contacts" ? (
        <ContactDrawer contact={null} onClose={close} onMade={place.openContact} />
      ) : null}
      {mayWrite && place.search.open === "new" && place.tab === "organisations" ? (
        <OrganisationDrawer organisation={null} onClose={close} onMade={place.openOrganisation} />
      ) : null}
    </PaneRow>
  );
}
