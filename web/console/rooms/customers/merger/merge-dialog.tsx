import { useMutation, useQuery } from "@tanstack/react-query";
import { Modal, Select } from "antd";
import { useDeferredValue, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useRenew, useRoute } from "../../../../ui/api/use-route.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { OrganisationSelect } from "../shared/organisation-select.tsx";
import { merge, MERGER_RENEWS, previewMerger, unmerge, type Mergeable } from "./merger-routes.ts";

type Props = {
  of: Mergeable;
  from: { id: string; name: string };
  /** Whom to begin with: a suggested duplicate. */
  first: string | null;
  onClose: () => void;
  onDone: (into: string) => void;
};

const UNDO_MS = 20_000;

/** Merges a customer into another: shows what will move before, and can be undone after. */
export function MergeDialog({ of, from, first, onClose, onDone }: Props): JSX.Element {
  const { t } = useTranslation("customers");
  const renew = useRenew();
  const tell = useProblemToast();
  const [into, setInto] = useState<string | null>(first);
  const preview = useQuery({
    queryKey: ["merger", of, from.id, into],
    queryFn: () => previewMerger(of, from.id, into ?? ""),
    enabled: into !== null,
    retry: false,
  });
  const undo = () =>
    void unmerge(of, from.id)
      .then(() => toast(t("merge.undone"), { tone: "good" }))
      .catch(tell)
      .finally(() => void renew(...MERGER_RENEWS));
  const run = useMutation({
    mutationFn: (target: string) => merge(of, from.id, target),
    onSuccess: async (_, target) => {
      toast(t("merge.done", { from: from.name, into: preview.data?.into.name ?? "" }), { undo, forMs: UNDO_MS });
      onDone(target);
      await renew(...MERGER_RENEWS);
    },
  });
  const moved = preview.data;
  return (
    <Modal
      open
      title={t("merge.title", { name: from.name })}
      okText={t("merge.go")}
      okButtonProps={{ disabled: !moved, loading: run.isPending }}
      onOk={() => into && run.mutate(into)}
      onCancel={onClose}
      width={500}
    >
      <p className="page-ask">{t("merge.help", { name: from.name })}</p>
      {of === "contact" ? (
        <ContactSelect value={into} without={from.id} firstName={moved?.into.name ?? null} onChange={setInto} />
      ) : (
        <OrganisationSelect
          label={t("merge.into")}
          value={into}
          without={from.id}
          first={moved ? moved.into : null}
          onChange={setInto}
        />
      )}
      <div className="merge-preview" aria-live="polite">
        <FormProblem error={run.error ?? preview.error} />
        {into && preview.isPending ? <SkeletonText lines={3} /> : null}
        {moved ? (
          <>
            <strong>{t("merge.moves", { into: moved.into.name })}</strong>
            <ul>
              <li>{t("merge.tickets", { count: moved.movedTickets })}</li>
              {of === "organisation" ? <li>{t("merge.contacts", { count: moved.movedContacts })}</li> : null}
              {moved.movedAddresses.length > 0 ? <li>{moved.movedAddresses.join(" · ")}</li> : null}
              {moved.organisationTaken ? (
                <li>{t("merge.organisation_taken", { name: moved.organisationTaken.name })}</li>
              ) : null}
            </ul>
          </>
        ) : null}
      </div>
    </Modal>
  );
}

type SelectProps = {
  value: string | null;
  without: string;
  firstName: string | null;
  onChange: (id: string | null) => void;
};

function ContactSelect({ value, without, firstName, onChange }: SelectProps): JSX.Element {
  const { t } = useTranslation("customers");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useRoute(contactRoutes.list, { query: { limit: 20, ...(q ? { q } : {}) } }, { keepPrevious: true });
  const items = (found.data?.items ?? []).filter(({ id }) => id !== without);
  const options = items.map(({ id, name, organisation, emails }) => ({
    value: id,
    label: [name, organisation?.name ?? emails[0]].filter(Boolean).join(" · "),
  }));
  const chosen = value && !items.some(({ id }) => id === value) ? [{ value, label: firstName ?? "…" }] : [];
  return (
    <Select
      className="merge-select"
      aria-label={t("merge.into")}
      allowClear
      value={value}
      placeholder={t("search_contacts")}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={t("none_found")}
      options={[...chosen, ...options]}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
