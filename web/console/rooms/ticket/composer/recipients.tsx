import { Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { emailAddress } from "../../../../../src/contract/common.ts";
import { ChannelGlyph } from "../../../../ui/glyphs/channel-glyph.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useTicketPage } from "../ticket-context.ts";
import type { Composition } from "./composition.ts";
import { knownAddresses, usualRecipients } from "./known-addresses.ts";

type Props = { composition: Composition; onChange: (part: Partial<Composition>) => void };

/** Channel and recipients, always in sight before sending; both can be changed. */
export function Recipients({ composition, onChange }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const page = useTicketPage();
  const [copies, setCopies] = useState(composition.cc.length > 0);
  const to = composition.to ?? usualRecipients(page);
  const known = knownAddresses(page).map((value) => ({ value }));
  return (
    <div className="recipients">
      <ChannelGlyph channel="email" />
      <AddressField
        label={t("composer.to")}
        value={to}
        known={known}
        onChange={(addresses) => onChange({ to: addresses })}
      />
      {copies || composition.cc.length > 0 ? (
        <AddressField
          label={t("composer.cc")}
          value={composition.cc}
          known={known}
          onChange={(cc) => onChange({ cc })}
        />
      ) : (
        <button type="button" className="recipients-more" onClick={() => setCopies(true)}>
          {t("composer.cc")}
        </button>
      )}
    </div>
  );
}

type FieldProps = {
  label: string;
  value: string[];
  known: { value: string }[];
  onChange: (addresses: string[]) => void;
};

function AddressField({ label, value, known, onChange }: FieldProps): JSX.Element {
  const { t } = useTranslation("ticket");
  const take = (typed: string[]) => {
    const bad = typed.find((address) => !emailAddress.safeParse(address.trim()).success);
    if (bad) toast(t("composer.bad_address", { address: bad }), { tone: "bad" });
    onChange([
      ...new Set(typed.map((address) => address.trim()).filter((address) => emailAddress.safeParse(address).success)),
    ]);
  };
  return (
    <label className="recipients-field">
      <span className="quiet">{label}</span>
      <Select
        mode="tags"
        variant="borderless"
        value={value}
        options={known}
        tokenSeparators={[",", ";", " ", "，", "；"]}
        suffixIcon={null}
        aria-label={label}
        onChange={take}
        maxCount={50}
      />
    </label>
  );
}
