import { Button, DatePicker, Dropdown, Space, type MenuProps } from "antd";
import { DownOutlined } from "@ant-design/icons";
import type { Dayjs } from "dayjs";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
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
    ...laterPresets(new Date(serverNow())).map(({ name, at }) => ({
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
        <DatePicker
          open
          autoFocus
          showTime={{ format: "HH:mm" }}
          disabledDate={(day) => day.isBefore(new Date(serverNow()), "day")}
          onOk={(at: Dayjs) => {
            setPicking(false);
            if (at.valueOf() > serverNow()) onSend({ at: at.toDate() });
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
