import { Modal } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "../glyphs/key-hint.tsx";
import type { Shortcut } from "./find-shortcut.ts";
import { useRegisteredShortcuts } from "./use-shortcuts.ts";
import "./shortcut-sheet.css";

/** What `?` shows: the keys that work here and now, by group. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("ui");
  const groups = Map.groupBy(inForce(useRegisteredShortcuts()), ({ group }) => group);
  return (
    <Modal open={open} onCancel={onClose} title={t("keys.title")} footer={null} width={640} destroyOnHidden>
      <div className="shortcut-sheet">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.map(({ keys, name }) => (
                <div key={keys}>
                  <dt>{name}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

const inForce = (all: readonly Shortcut[]) => [...new Map(all.map((each) => [each.keys, each])).values()];
