import type { JSX } from "react";
import { Drawer } from "antd";
import { useLocalText } from "../use-local-text.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { FormFields } from "./form-fields.tsx";

/** A form of the procedure beside the conversation, so that one can read while filling it in. REQ: CL-02 */
export function FormDrawer(): JSX.Element | null {
  const { panel, procedure, closePanel } = useTicketRoom();
  const local = useLocalText();
  const form = panel?.kind === "form" ? procedure?.forms.find(({ id }) => id === panel.formId) : undefined;
  if (!form) return null;
  return (
    <Drawer open mask={false} autoFocus={false} title={local(form.title)} onClose={closePanel} size="min(100vw, 460px)">
      <FormFields key={form.id} form={form} onDone={closePanel} />
    </Drawer>
  );
}
