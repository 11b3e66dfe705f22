import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../../src/domain/ticket/vocabulary.ts";
import "./glyphs.css";

const PATHS: Record<Channel, string> = {
  email: "M2 4h12v8H2zM2.4 4.4 8 8.8l5.6-4.4",
  portal: "M2 3h12v10H2zM2 6h12M4 4.5h.01M6 4.5h.01",
  api: "M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4M9 3 7 13",
  phone: "M4 2.5 6 3l.8 2.8-1.4 1.1a7 7 0 0 0 3.7 3.7l1.1-1.4L13 10l.5 2-1.3 1.5C7 13.500 2.500 9 2.500 3.800z",
  console: "M2 3h12v8H2zM6 13.500h4M8 11v2.500",
};

export function ChannelGlyph({ channel }: { channel: Channel }): JSX.Element {
  const { t } = useTranslation("ui");
  const name = t(`channel.${channel}`);
  return (
    <span className="glyph" title={name}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label={name}>
        <path
          d={PATHS[channel]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
    </span>
  );
}
