import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, type JSX, type RefObject } from "react";
import type { FindingShape } from "../../../../../src/contract/studio-routes.ts";
import { useLatest } from "../../../../ui/base/use-latest.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { completeAt } from "./complete-by-schema.ts";
import { editorWords } from "./editor-words.ts";
import type { Schema } from "./json-schema.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";

export type YamlEditorHandle = { goTo: (line: number) => void };

type Props = {
  handle: RefObject<YamlEditorHandle | null>;
  label: string;
  text: string;
  readOnly: boolean;
  schema: Schema;
  known: (key: string) => readonly string[];
  findings: readonly FindingShape[];
  /** A line to begin at, from 1. */
  line: number | null;
  onChange: (text: string) => void;
};

/** YAML with completion by the pack format and problems marked where they stand. Tab leaves the editor; Ctrl + ] indents. */
export function YamlEditor(props: Props): JSX.Element {
  const { label, text, readOnly, findings, line } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useLatest(props);
  const local = useLocalText();
  const { language } = usePersonSettings();
  useEffect(() => {
    const complete = (context: CompletionContext) => completion(context, latest.current);
    const made = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          ...LOOK,
          editorWords(language),
          autocompletion({ override: [complete] }),
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            const next = update.state.doc.toString();
            if (update.docChanged && next !== latest.current.text) latest.current.onChange(next);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [readOnly, label, language, latest]);
  useEffect(() => {
    const there = view.current;
    if (there && there.state.doc.toString() !== text)
      there.dispatch({ changes: { from: 0, to: there.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    const there = view.current;
    if (there) there.dispatch(setDiagnostics(there.state, diagnosticsOf(there.state, findings, local)));
  }, [findings, local, text, readOnly, language]);
  useEffect(() => {
    if (view.current && line !== null) goTo(view.current, line);
  }, [line, readOnly, language]);
  useImperativeHandle(props.handle, () => ({
    goTo: (at) => {
      if (view.current) goTo(view.current, at);
    },
  }));
  return <div ref={place} className="yaml-editor" />;
}

function goTo(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}

function completion({ state, pos, explicit }: CompletionContext, { schema, known }: Props): CompletionResult | null {
  const found = completeAt({ schema, text: state.doc.toString(), offset: pos, known });
  if (!found || (!explicit && found.from === pos && state.doc.lineAt(pos).text.trim() === "")) return null;
  return {
    from: found.from,
    options: found.options.map(({ label, insert, detail, kind }) => ({
      label,
      apply: insert,
      ...(detail ? { info: detail } : {}),
      type: kind === "key" ? "property" : "enum",
    })),
    validFor: /^[\w.%-]*$/,
  };
}

function diagnosticsOf(
  { doc }: EditorState,
  findings: readonly FindingShape[],
  local: ReturnType<typeof useLocalText>,
): Diagnostic[] {
  return findings.flatMap(({ line, column, says, mend }) => {
    if (line === null || line > doc.lines) return [];
    const at = doc.line(line);
    const from = Math.min(at.to, at.from + Math.max(0, (column ?? 1) - 1));
    return [{ from, to: at.to, severity: "error" as const, message: `${local(says)} ${local(mend)}` }];
  });
}

const style = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--c-accent)" },
  { tag: tags.comment, color: "var(--c-text-3)", fontStyle: "italic" },
  { tag: [tags.string, tags.content], color: "var(--c-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--c-blue)" },
  { tag: [tags.labelName, tags.typeName], color: "var(--c-amber)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--c-surface)", color: "var(--c-text)" },
  "&.cm-focused": { outline: "2px solid var(--c-accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--c-text)" },
  ".cm-cursor": { borderLeftColor: "var(--c-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--c-ground)",
    color: "var(--c-text-3)",
    borderRight: "1px solid var(--c-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--c-hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--c-selected)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--c-raised)",
    color: "var(--c-text)",
    border: "1px solid var(--c-line-strong)",
    borderRadius: "6px",
    boxShadow: "var(--shadow-2)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--c-selected)",
    color: "var(--c-accent)",
  },
  ".cm-panels": { backgroundColor: "var(--c-ground)", color: "var(--c-text)" },
  ".cm-searchMatch": { backgroundColor: "var(--c-amber-soft)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--c-red)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--c-sunken)", border: "none", color: "var(--c-text-2)" },
});

const LOOK = [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightSpecialChars(),
  highlightActiveLine(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  search({ top: true }),
  yaml(),
  syntaxHighlighting(style),
  theme,
  EditorView.lineWrapping,
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
  ]),
];
