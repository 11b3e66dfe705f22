import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { GateDemand } from "../../../../../src/domain/sop/gate.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { conditionWords } from "../../../../../src/domain/sop/words.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { itemSays } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf } from "../shared/version-detail.ts";
import { CardFoot } from "./item-cards.tsx";

type Props = { detail: VersionDetail; pack: Pack; query: string };

/** What must be there before a step is taken. */
export function GatesPart({ detail, pack, query }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const local = useLocalText();
  const demandWords = (demand: GateDemand) => {
    const label = local(demand.label);
    if (demand.kind === "form") {
      const form = pack.forms.find(({ id }) => id === demand.formId);
      return form ? t("manual.demand_form", { label, form: local(form.title) }) : label;
    }
    return label;
  };
  return (
    <div className="manual-cards">
      {pack.gates
        .filter((gate) => itemSays(gate, query))
        .map((gate) => (
          <article key={gate.id} className="manual-card" id={`item-${gate.id}`}>
            <h4>
              {t("manual.before", { step: words.value(gate.transition) })}{" "}
              <span className="quiet">{local(conditionWords(pack, gate.when))}</span>
            </h4>
            <ul className="item-list">
              {gate.demands.map((demand) => (
                <li key={demand.label.en}>{demandWords(demand)}</li>
              ))}
            </ul>
            <CardFoot id={gate.id} source={gate.source} origin={originOf(detail, "gates", gate.id)} />
          </article>
        ))}
    </div>
  );
}
