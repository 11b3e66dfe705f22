import { Input } from "antd";
import type { JSX } from "react";
import { REASON_CHARS_MAX } from "../../../../src/contract/common.ts";

type Props = { label: string; rows: number; charsMax?: number; words: string; onWords: (words: string) => void };

/** What somebody says with a change: a reason, unless more is asked for. */
export function WordsField({ label, rows, charsMax = REASON_CHARS_MAX, words, onWords }: Props): JSX.Element {
  return (
    <label>
      {label}
      <Input.TextArea
        autoFocus
        rows={rows}
        maxLength={charsMax}
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
    </label>
  );
}
