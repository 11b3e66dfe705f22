import { Fragment, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { keyNames, parseKeys } from "../shortcuts/parse-keys.ts";
import "./glyphs.css";

/** `g i`, `mod+k` as keys. */
export function KeyHint({ keys }: { keys: string }): JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <span className="key-hint">
      {parseKeys(keys).map((stroke, at) => (
        <Fragment key={`${at}${stroke.key}`}>
          {at > 0 ? <span>{t("keys.then")}</span> : null}
          {keyNames(stroke).map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
