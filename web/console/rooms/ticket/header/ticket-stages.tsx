import { Dropdown } from "antd";
import { useState, type JSX } from "react";
import { StageBar } from "../../../../ui/glyphs/stage-bar.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";

/** The stages, and what the gate ahead still wants; each want offers its form. REQ: CL-02 */
export function TicketStages(): JSX.Element {
  const local = useLocalText();
  const { page, openPanel } = useTicketRoom();
  const [open, setOpen] = useState(false);
  const wanted = page.demands.map(({ label }) => local(label));
  const items = page.demands.map(({ gateId, formId, label }, at) => ({
    key: `${gateId}.${at}`,
    label: local(label),
    onClick: () => openPanel(formId ? { kind: "form", formId } : { kind: "close" }),
  }));
  if (!page.may.work) return <StageBar stage={page.stage} wanted={wanted} />;
  return (
    <Dropdown menu={{ items }} open={open && items.length > 0} onOpenChange={setOpen} trigger={["click"]}>
      <div>
        <StageBar stage={page.stage} wanted={wanted} onWanted={() => setOpen(true)} />
      </div>
    </Dropdown>
  );
}
