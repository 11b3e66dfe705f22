import { Form, Input, InputNumber, Segmented } from "antd";
import type { ChangeEvent, JSX } from "react";
import { useTranslation } from "react-i18next";
import type { OrganisationPageShape } from "../../../../../src/contract/customer-shapes.ts";
import { CUSTOMER_TIERS } from "../../../../../src/domain/ticket/vocabulary.ts";

const REASON_CHARS_MAX = 1_000;
const dayOrNone = ({ target }: ChangeEvent<HTMLInputElement>) => target.value || null;

/** The tier, what the rules make it from, and why and until when it is another by hand. REQ: TR-09 */
export function TierFields({ organisation }: { organisation: OrganisationPageShape | null }): JSX.Element {
  const { t } = useTranslation(["customers", "ui"]);
  const tier = Form.useWatch<string>("tier");
  const isByHand = organisation !== null && (organisation.tierBy === "hand" || tier !== organisation.tier);
  return (
    <>
      <Form.Item name="tier" label={t("tier")} extra={why(organisation)}>
        <Segmented options={CUSTOMER_TIERS.map((value) => ({ value, label: t(`ui:tier.${value}`) }))} />
      </Form.Item>
      {isByHand ? (
        <>
          <Form.Item name="tierReason" label={t("organisation.tier_reason")}>
            <Input maxLength={REASON_CHARS_MAX} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="tierUntil"
            label={t("organisation.tier_until")}
            extra={t("organisation.tier_until_help")}
            getValueFromEvent={dayOrNone}
          >
            <Input type="date" />
          </Form.Item>
        </>
      ) : null}
      <Form.Item name="paidCny" label={t("organisation.paid")} extra={t("organisation.figures_help")}>
        <InputNumber min={0} max={1e12} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="customerSince" label={t("organisation.since")} getValueFromEvent={dayOrNone}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="users" label={t("organisation.users")}>
        <InputNumber min={0} max={1e8} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </>
  );

  function why(of: OrganisationPageShape | null): string {
    if (of?.tierBy === "rule") return t("organisation.tier_by_rule", { source: of.tierSource ?? "" });
    if (of?.tierBy === "hand")
      return t("organisation.tier_by_hand", {
        reason: of.tierReason,
        until: of.tierUntil ?? t("organisation.for_good"),
      });
    return t("organisation.tier_help");
  }
}
