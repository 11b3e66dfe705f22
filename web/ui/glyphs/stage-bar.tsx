import { Fragment, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { TICKET_STAGES, type TicketStage } from "../../../src/domain/ticket/vocabulary.ts";
import { classNames } from "../base/class-names.ts";
import "./stage-bar.css";

type Props = {
  stage: TicketStage;
  /** What the gate to the next stage still wants, in words. */
  wanted?: readonly string[];
  onWanted?: () => void;
};

/** 接收 → 评估 → 处理 → 反馈 → 复盘, and what is still missing. */
export function StageBar({ stage, wanted = [], onWanted }: Props): JSX.Element {
  const { t } = useTranslation("ui");
  const current = TICKET_STAGES.indexOf(stage);
  return (
    <div className="stage-bar">
      <ol aria-label={t("stage.label")}>
        {TICKET_STAGES.map((each, at) => (
          <li
            key={each}
            className={classNames(at < current && "is-done", at === current && "is-current")}
            aria-current={at === current ? "step" : undefined}
          >
            <span className="stage-dot" aria-hidden="true" />
            <span className="stage-name">{t(`stage.${each}`)}</span>
            {at < current ? <span className="visually-hidden">（{t("stage.done")}）</span> : null}
          </li>
        ))}
      </ol>
      {wanted.length > 0 ? <Wanted wanted={wanted} onWanted={onWanted} /> : null}
    </div>
  );
}

function Wanted({ wanted, onWanted }: { wanted: readonly string[]; onWanted: (() => void) | undefined }): JSX.Element {
  const { t, i18n } = useTranslation("ui");
  const words = t("stage.wanted", { what: wanted.join(i18n.language === "zh" ? "、" : ", ") });
  const Tag = onWanted ? "button" : "span";
  return (
    <Fragment>
      <Tag className="stage-wanted truncate" title={words} {...(onWanted ? { type: "button", onClick: onWanted } : {})}>
        {words}
      </Tag>
    </Fragment>
  );
}
