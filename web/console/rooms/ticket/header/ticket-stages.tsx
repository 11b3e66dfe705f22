import { Dropdown } from "antd";
import { useState, type JSX } from "react";
import { chosen } from "../../../../ui/base/chosen.ts";
import { StageBar } from "../../../../ui/glyphs/stage-bar.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useDemandAction } from "../use-demand-action.ts";
import { useLocalText } from "../use-local-text.ts";

/** The stages, and what the gate ahead still wants; each want offers what to do about it. REQ: CL-02 */
export function TicketStages(): JSX.Element {
  const local = useLocalText();
  const { page } = useTicketRoom();
  const actionOf = useDemandAction();
  const [open, setOpen] = useState(false);
  const wanted = page.demands.map(({ label }) => local(label));
  const items = page.demands.map((demand, at) => {
    const action = actionOf(demand);
    return {
      key: `${demand.gateId}.${at}`,
      label: local(demand.label),
      disabled: action === null,
      title: local(demand.todo),
      ...(action ? { onClick: chosen(action.run) } : {}),
    };
  });
  if (!page.may.work) return <StageBar stage={page.stage} wanted={wanted} />;
  return (
    <Dropdown menu={{ items }} open={open && items.length > 0} onOpenChange={setOpen} trigger={["click"]}>
      <div>
        <StageBar stage={page.stage} wanted={wanted} onWanted={() => setOpen(true)} />
      </div>
    </Dropdown>
  );
}
