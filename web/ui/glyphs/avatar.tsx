import type { CSSProperties, JSX } from "react";
import { classNames } from "../base/class-names.ts";
import { hueOf, initialsOf } from "./initials.ts";
import "./glyphs.css";

type Props = {
  /** Null: nobody yet. */
  person: { id: string; name: string } | null;
  /** Said of nobody: 未分配. */
  nobody?: string;
  sizePx?: 20 | 24 | 28 | 32 | 40;
  presence?: "available" | "busy" | "away";
};

export function Avatar({ person, nobody = "", sizePx = 24, presence }: Props): JSX.Element {
  const name = person?.name ?? nobody;
  const initials = person ? initialsOf(person.name) : "";
  const style: CSSProperties = {
    width: sizePx,
    height: sizePx,
    fontSize: Math.round(sizePx * (initials.length > 1 ? 0.38 : 0.46)),
    ...(person
      ? {
          background: `light-dark(hsl(${hueOf(person.id)} 38% 88%), hsl(${hueOf(person.id)} 24% 28%))`,
          color: `light-dark(hsl(${hueOf(person.id)} 48% 24%), hsl(${hueOf(person.id)} 40% 88%))`,
        }
      : {}),
  };
  return (
    <span
      className={classNames("avatar", !person && "is-nobody")}
      style={style}
      title={name}
      role="img"
      aria-label={name}
    >
      <span className="avatar-initials" data-initials={initials} />
      {presence ? <span className={`avatar-presence is-${presence}`} /> : null}
    </span>
  );
}
