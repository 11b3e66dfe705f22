import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { useTicketRoom } from "../ticket-context.ts";

const PEOPLE_SHOWN_MAX = 4;

/** Who else is at this ticket; a ring around those who write. */
export function PeopleHere(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { others } = useTicketRoom();
  if (others.length === 0) return null;
  return (
    <ul className="people-here" aria-label={t("here.label")}>
      {others.slice(0, PEOPLE_SHOWN_MAX).map((person) => (
        <li
          key={person.id}
          className={person.doing === "typing" ? "is-typing" : undefined}
          title={t(`here.${person.doing}`, { name: person.name })}
        >
          <Avatar person={person} />
          <span className="visually-hidden">{t(`here.${person.doing}`, { name: person.name })}</span>
        </li>
      ))}
      {others.length > PEOPLE_SHOWN_MAX ? <li className="quiet">+{others.length - PEOPLE_SHOWN_MAX}</li> : null}
    </ul>
  );
}
