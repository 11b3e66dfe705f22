import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { TicketState } from "../../../src/domain/ticket/vocabulary.ts";
import "./glyphs.css";

export function StateTag({ state }: { state: TicketState }): JSX.Element {
  const { t } = useTranslation("ui");
  return <span className={`state-tag is-${state}`}>{t(`state.${state}`)}</span>;
}
