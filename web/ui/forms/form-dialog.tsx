import { Modal, type ModalProps } from "antd";
import type { JSX, KeyboardEvent } from "react";
import { isSaveKey, useLeaveForm } from "./leave-form.ts";

type Props = Omit<ModalProps, "open" | "onCancel" | "onOk"> & {
  onClose: () => void;
  /** Asks before what was written is lost. */
  dirty?: boolean | (() => boolean);
  /** Also by Ctrl or ⌘ + Enter; left out: nothing to save. */
  onSave?: () => void;
};

/** A small form above the page; Escape leaves it. */
export function FormDialog({ onClose, dirty = false, onSave, children, ...modal }: Props): JSX.Element {
  const leave = useLeaveForm(dirty, onClose);
  const { disabled, loading } = modal.okButtonProps ?? {};
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onSave || !isSaveKey(event) || disabled || loading) return;
    event.preventDefault();
    onSave();
  };
  return (
    <Modal {...modal} open onCancel={() => void leave()} {...(onSave ? { onOk: onSave } : {})}>
      <div role="presentation" onKeyDown={onKeyDown}>
        {children}
      </div>
    </Modal>
  );
}
