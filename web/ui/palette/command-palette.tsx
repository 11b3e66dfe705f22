import { Command as Cmdk } from "cmdk";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "../glyphs/key-hint.tsx";
import { useRegisteredShortcuts } from "../shortcuts/use-shortcuts.ts";
import { useRegisteredCommands, type Command } from "./commands.ts";
import { useFoundCommands } from "./use-found-commands.ts";
import "./command-palette.css";

/** ⌘K: every command and shortcut that works here, and what the sources find. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("ui");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const commands = useRegisteredCommands();
  const fromKeys = useShortcutCommands();
  const found = useFoundCommands(typed);
  const close = () => {
    setTyped("");
    onClose();
  };
  const known = [...new Map([...fromKeys, ...commands].map((each) => [each.id, each])).values()];
  return (
    <Cmdk.Dialog
      open={open}
      onOpenChange={(stays) => !stays && close()}
      label={t("palette.label")}
      className="palette"
      overlayClassName="palette-shade"
      contentClassName="palette-box"
      loop
      value={chosen === "" && found[0] ? valueOf(found[0]) : chosen}
      onValueChange={setChosen}
    >
      <Cmdk.Input
        className="palette-input"
        value={typed}
        onValueChange={setTyped}
        placeholder={t("palette.placeholder")}
      />
      <Cmdk.List className="palette-list">
        {found.length > 0 ? null : <Cmdk.Empty className="palette-empty">{t("palette.empty")}</Cmdk.Empty>}
        {[...Map.groupBy(known, ({ group }) => group)].map(([group, members]) => (
          <Cmdk.Group key={group} heading={group}>
            {members.map((command) => (
              <Line key={command.id} command={command} onDone={close} />
            ))}
          </Cmdk.Group>
        ))}
        {[...Map.groupBy(found, ({ group }) => group)].map(([group, members]) => (
          <Cmdk.Group key={`found ${group}`} heading={group} forceMount>
            {members.map((command) => (
              <Line key={command.id} command={command} onDone={close} found />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}

const valueOf = ({ name, id }: Command): string => `${name} ${id}`.trim();

type LineProps = { command: Command; onDone: () => void; found?: boolean };

function Line({ command, onDone, found }: LineProps): JSX.Element {
  const run = () => {
    onDone();
    command.run();
  };
  return (
    <Cmdk.Item value={valueOf(command)} keywords={command.keywords ?? []} onSelect={run} forceMount={found === true}>
      <span className="truncate">{command.name}</span>
      {command.keys ? <KeyHint keys={command.keys} /> : null}
    </Cmdk.Item>
  );
}

function useShortcutCommands(): Command[] {
  return useRegisteredShortcuts().map(({ keys, name, group, run }) => ({ id: `key ${keys}`, name, group, keys, run }));
}
