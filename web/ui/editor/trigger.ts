import { Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionKeyDownProps, type SuggestionProps } from "@tiptap/suggestion";
import { popupAfterKey, type FindSuggested, type PopupStore, type Suggested } from "./suggestion.ts";

export type Trigger = {
  name: string;
  /** `/`, `@`, `#`; `、` is what a Chinese input method makes of the slash key. */
  char: string;
  find: FindSuggested;
  /** Only after a space or at the start of a line; else anywhere, as after a Chinese word. */
  afterSpace?: boolean;
  onlyLineStart?: boolean;
};

const FIND_PAUSE_MS = 120;

/** Opens the list when its character is typed and puts what is picked in its place. */
export function triggerExtension(trigger: Trigger, popup: PopupStore): Extension {
  return Extension.create({
    name: `trigger-${trigger.name}`,
    addProseMirrorPlugins() {
      return [
        Suggestion<Suggested, Suggested>({
          editor: this.editor,
          pluginKey: new PluginKey(`trigger-${trigger.name}`),
          char: trigger.char,
          allowedPrefixes: trigger.afterSpace ? [" "] : null,
          startOfLine: trigger.onlyLineStart ?? false,
          debounce: FIND_PAUSE_MS,
          items: ({ query }) => trigger.find(query),
          command: ({ editor, range, props }) => {
            editor
              .chain()
              .focus()
              .insertContentAt(range as Range, contentOf(props, trigger.char))
              .run();
          },
          render: () => ({
            onStart: (props) => show(props, popup),
            onUpdate: (props) => show(props, popup),
            onKeyDown: (pressed) => onKey(pressed, popup),
            onExit: () => popup.set(null),
          }),
        }),
      ];
    },
  });
}

function contentOf(item: Suggested, char: string): string | object[] {
  if (item.html !== undefined) return item.html;
  const mention = { type: "mention", attrs: { id: item.id, label: item.name, mentionSuggestionChar: char } };
  return [mention, { type: "text", text: " " }];
}

function show(props: SuggestionProps<Suggested, Suggested>, popup: PopupStore): void {
  const box = props.clientRect?.();
  if (!box) return popup.set(null);
  const before = popup.get();
  const active = before && before.items === props.items ? before.active : 0;
  const rect = { left: box.left, top: box.top, bottom: box.bottom };
  return popup.set({ items: props.items, active, rect, pick: (item) => props.command(item) });
}

function onKey({ event }: SuggestionKeyDownProps, popup: PopupStore): boolean {
  const shown = popup.get();
  // A key of an input method that is composing belongs to it.
  if (!shown || event.isComposing || event.keyCode === 229) return false;
  const after = popupAfterKey(shown, event.key);
  if (after === null) return false;
  if (after === "picked") {
    const item = shown.items[shown.active];
    if (item) shown.pick(item);
  } else popup.set(after === "closed" ? null : after);
  return true;
}
