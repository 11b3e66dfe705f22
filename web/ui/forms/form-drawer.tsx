import { Button, Drawer } from "antd";
import type { JSX, KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../base/use-media.ts";
import { isSaveKey, useLeaveForm } from "./leave-form.ts";
import "./forms.css";

type Props = {
  title: ReactNode;
  onClose: () => void;
  /** Asks before what was written is lost. */
  dirty?: boolean;
  widthPx?: number;
  /** Left out: nothing to save, one closes it. */
  save?: { onSave: () => void; running: boolean; name?: string; disabled?: boolean };
  /** At the left of the foot. */
  aside?: ReactNode;
  children: ReactNode;
};

const WIDTH_PX = 520;

/** A record opened at the right of its list; Ctrl or ⌘ + Enter saves. On a phone it takes the screen. */
export function FormDrawer(props: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const phone = usePhone();
  const { save } = props;
  const close = useLeaveForm(props.dirty ?? false, props.onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSaveKey(event) && save && !save.running && !save.disabled) save.onSave();
  };
  const foot = (
    <div className="form-foot">
      <div className="form-foot-aside">{props.aside}</div>
      <Button onClick={() => void close()}>{save ? t("confirm.cancel") : t("form.close")}</Button>
      {save ? (
        <Button type="primary" loading={save.running} disabled={save.disabled === true} onClick={save.onSave}>
          {save.name ?? t("form.save")}
        </Button>
      ) : null}
    </div>
  );
  return (
    <Drawer
      open
      title={props.title}
      onClose={() => void close()}
      size={phone ? "100%" : (props.widthPx ?? WIDTH_PX)}
      footer={foot}
      destroyOnHidden
      // A form that begins with a field gives it the focus; the drawer would take it away again.
      autoFocus={false}
      closable={{ "aria-label": t("form.close") }}
    >
      <div role="presentation" onKeyDown={onKeyDown}>
        {props.children}
      </div>
    </Drawer>
  );
}
