import { Drawer } from "antd";
import { useMemo, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ProcedureShape } from "../../../../src/contract/procedure-routes.ts";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { useKeptState } from "../../../ui/base/use-kept-state.ts";
import { useMedia } from "../../../ui/base/use-media.ts";
import { Pane, PaneRow } from "../../../ui/frame/panes.tsx";
import { usePresence } from "../../realtime/use-presence.ts";
import { ClosingPanels } from "./closing/closing-panels.tsx";
import { Composer } from "./composer/composer.tsx";
import { ContextPanel } from "./context/context-panel.tsx";
import { Conversation } from "./conversation/conversation.tsx";
import { FormDrawer } from "./forms/form-drawer.tsx";
import { RelationPanels } from "./header/relation-panels.tsx";
import { TicketBanners } from "./header/ticket-banners.tsx";
import { TicketHeader } from "./header/ticket-header.tsx";
import { WaitingBanner, WaitingPanels } from "./waiting/lazy-panels.tsx";
import { TicketKeys } from "./ticket-keys.tsx";
import {
  TicketRoomProvider,
  type ComposerState,
  type ContextTab,
  type Panel,
  type TicketRoom,
} from "./ticket-context.ts";

const CONTEXT_PX = { widthPx: 340, minPx: 280, maxPx: 520 };
/** Below this the context lies over the conversation. */
const NARROW_QUERY = "(max-width: 1199px)";

type Props = { page: TicketPage; address: string; procedure: ProcedureShape | null };

/** The work area of a ticket and, beside it, its context. */
export function OpenTicket(props: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const narrow = useMedia(NARROW_QUERY);
  const [folded, setFolded] = useKeptState("ticket.context_folded", false);
  const [over, setOver] = useState(false);
  const [tab, setTab] = useKeptState<ContextTab>("ticket.context_tab", "next");
  const toggle = () => (narrow ? setOver(!over) : setFolded(!folded));
  const room = useRoom(props, (wanted) => {
    if (wanted) setTab(wanted);
    if (narrow) setOver(true);
    else setFolded(false);
  });
  const context = <ContextPanel tab={tab} onTab={setTab} />;
  const shown = narrow ? over : !folded;
  return (
    <TicketRoomProvider value={room}>
      <TicketKeys onContext={toggle} />
      <PaneRow name="ticket" shown="case">
        <Pane id="case" label={t("label", { number: props.page.number })}>
          <TicketHeader onContext={toggle} contextShown={shown} />
          <TicketBanners />
          <WaitingBanner />
          <Conversation />
          <Composer key={props.page.id} />
        </Pane>
        <Pane id="context" label={t("context.label")} bounds={CONTEXT_PX} edge="left" folded={narrow || folded}>
          {context}
        </Pane>
      </PaneRow>
      {narrow ? (
        <Drawer
          open={over}
          onClose={() => setOver(false)}
          title={t("context.label")}
          size="min(100vw, 420px)"
          styles={{ body: { padding: 0 } }}
        >
          {context}
        </Drawer>
      ) : null}
      <FormDrawer />
      <ClosingPanels />
      <RelationPanels />
      <WaitingPanels />
    </TicketRoomProvider>
  );
}

function useRoom({ page, address, procedure }: Props, showContext: TicketRoom["showContext"]): TicketRoom {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [composer, setComposer] = useState<ComposerState>({
    tab: page.may.reply ? "reply" : "note",
    open: false,
    asked: 0,
  });
  const [typing, setTyping] = useState(false);
  const others = usePresence(`ticket:${page.id}`, typing ? "typing" : "looking");
  const actions = useMemo(
    () => ({
      openPanel: (next: Panel) => setPanel(next),
      closePanel: () => setPanel(null),
      write: (tab: ComposerState["tab"]) => setComposer((now) => ({ tab, open: true, asked: now.asked + 1 })),
      setComposer: (next: Partial<ComposerState>) => setComposer((now) => ({ ...now, ...next })),
      setTyping,
    }),
    [],
  );
  return { page, address, procedure, panel, composer, others, showContext, ...actions };
}
