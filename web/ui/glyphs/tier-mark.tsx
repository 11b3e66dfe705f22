import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerTier } from "../../../src/domain/ticket/vocabulary.ts";
import "./glyphs.css";

const BARS: Record<CustomerTier, number> = { strategic: 3, growth: 2, basic: 1 };

/** One to three rising bars. */
export function TierMark({ tier }: { tier: CustomerTier }): JSX.Element {
  const { t } = useTranslation("ui");
  const name = t(`tier.${tier}`);
  return (
    <span className={`tier is-${tier}`} title={name}>
      <svg viewBox="0 0 12 12" width="12" height="12" role="img" aria-label={name}>
        {[1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4}
            y={12 - bar * 3.6}
            width="3"
            height={bar * 3.6}
            rx="0.5"
            fill="currentColor"
            opacity={bar <= BARS[tier] ? 1 : 0.25}
          />
        ))}
      </svg>
    </span>
  );
}
