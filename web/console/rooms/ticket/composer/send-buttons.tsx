import { Button, Dropdown, Space, type MenuProps } from "antd";
import { DownOutlined } from "@ant-design/icons";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { MomentField } from "../../../../ui/time/moment-field.tsx";
import { serverNow } from "../../../../ui/time/now.ts";
import { laterPresets } from "../later-presets.ts";
import type { ComposerTab } from "../ticket-context.ts";
import type { SendOptions, ThenState } from "./use-send.ts";

type Props = {
  tab: ComposerTab;
  disabled: boolean;
  sending: boolean;
  onSend: (options: SendOptions) => void;
};

const THEN: readonly NonNullable<ThenState>[] = ["waiting_customer", "waiting_department", "waiting_third_party"];

/** Send, send and wait, send later. */
export function SendButtons({ tab, disabled, sending, onSend }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { timeZone } = usePersonSettings();
  const [picking, setPicking] = useState(false);
  if (tab === "note")
    return (
      <Button type="primary" disabled={disabled} loading={sending} onClick={() => onSend({})}>
        {t("composer.add_note")} <KeyHint keys="mod+Enter" />
      </Button>
    );
  const items: NonNullable<MenuProps["items"]> = [
    ...THEN.map((thenState) => ({
      key: thenState,
      label: t(`composer.send_then.${thenState}`),
      onClick: () => onSend({ thenState }),
    })),
    { type: "divider" },
    ...laterPresets(serverNow(), timeZone).map(({ name, at }) => ({
      key: name,
      label: t(`later.${name}`),
      extra: formats.dateTime(at),
      onClick: () => onSend({ at }),
    })),
    { key: "own", label: t("later.own"), onClick: () => setPicking(true) },
  ];
  return (
    <>
      {picking ? (
        <MomentField
          open
          autoFocus
          ahead
          onOk={(at) => {
            setPicking(false);
            if (at > serverNow()) onSend({ at: new Date(at) });
          }}
          onOpenChange={(open) => !open && setPicking(false)}
        />
      ) : null}
      <Space.Compact>
        <Button type="primary" disabled={disabled} loading={sending} onClick={() => onSend({})}>
          {t("composer.send")} <KeyHint keys="mod+Enter" />
        </Button>
        <Dropdown menu={{ items }} trigger={["click"]} placement="topRight" disabled={disabled || sending}>
          <Button type="primary" icon={<DownOutlined />} aria-label={t("composer.send_more")} />
        </Dropdown>
      </Space.Compact>
    </>
  );
}
