import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Effect } from "../../../../../src/domain/clocks/effect.ts";
import type { PromiseLine } from "../../../../../src/domain/clocks/promise-line.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { conditionWords, effectWords, stateWords, targetWords } from "../../../../../src/domain/sop/words.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf } from "../shared/version-detail.ts";
import { CardFoot } from "./item-cards.tsx";

type Props = { detail: VersionDetail; pack: Pack; line: PromiseLine; mark?: ReactNode };

/** One promise with all that it says. */
export function PromiseCard({ detail, pack, line, mark }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const words = useFormatWords();
  const formats = useFormats();
  const effects = (list: readonly Effect[]) => list.map((effect) => local(effectWords(effect))).join(t("joint"));
  const facts: [string, string][] = [
    [t("line.for"), local(conditionWords(pack, line.when))],
    [t("line.calendar"), words.value(line.calendar)],
    [t("line.pauses"), line.pauses.map((state) => local(stateWords(state))).join(t("joint"))],
    [
      t("line.warns"),
      [line.warn.map((share) => formats.percent(share)).join(t("joint")), effects(line.onWarn)]
        .filter(Boolean)
        .join(t("colon")),
    ],
    [t("line.on_breach"), effects(line.onBreach)],
    [t("line.via"), line.via.map((way) => words.value(way)).join(t("joint"))],
  ];
  return (
    <article className="manual-card">
      <h4>
        {local(line.title)} <span className="promise-target">{local(targetWords(line.target))}</span> {mark}
      </h4>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name} className="facts-line">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <CardFoot id={line.id} source={line.source} origin={originOf(detail, "promises", line.id)} />
    </article>
  );
}
