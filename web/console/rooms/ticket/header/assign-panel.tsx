import { Button } from "antd";
import { useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { peopleRoutes, teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { assignTicket } from "../../../../../src/contract/ticket-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { useMe } from "../../../session/me.ts";
import { teamFor } from "../team-for.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { usePatchPage, useTicketCommand } from "../use-ticket-commands.ts";
import { PickList, type Choice } from "./pick-list.tsx";
import { WordsField } from "../words-field.tsx";

type Target = { teamId: string | null; assigneeId: string | null; name: string };

/** Gives the ticket to a person or a team; a handover from somebody else says why. REQ: HA-03 */
export function AssignPanel(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const me = useMe();
  const { choices, targetOf } = useTargets();
  const [target, setTarget] = useState<Target | null>(null);
  const assign = useAssign();
  const pick = (id: string) => {
    const chosen = targetOf(id);
    if (!chosen) return;
    const handsOver = page.assignee !== null && page.assignee.id !== me.id && chosen.assigneeId !== page.assignee.id;
    if (handsOver) setTarget(chosen);
    else assign(chosen, "");
  };
  if (target) return <HandoverReason target={target} onGive={(reason) => assign(target, reason)} />;
  return (
    <PickList
      label={t("assign.title")}
      choices={choices}
      chosen={page.assignee ? `p:${page.assignee.id}` : `t:${page.team?.id ?? ""}`}
      onPick={pick}
    />
  );
}

function HandoverReason({ target, onGive }: { target: Target; onGive: (reason: string) => void }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const [reason, setReason] = useState("");
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onGive(reason.trim());
      }}
    >
      <WordsField
        label={t("assign.reason", { from: page.assignee?.name ?? "", to: target.name })}
        rows={3}
        words={reason}
        onWords={setReason}
      />
      <Button type="primary" htmlType="submit" disabled={!reason.trim()}>
        {t("assign.give")}
      </Button>
    </form>
  );
}

function useAssign(): (target: Target, reason: string) => void {
  const { page, closePanel } = useTicketRoom();
  const patch = usePatchPage();
  const givenTo = useRef("");
  const command = useTicketCommand(assignTicket, {
    optimistic: ({ body: { assigneeId } }) =>
      patch({ assignee: assigneeId === null ? null : { id: assigneeId, name: givenTo.current } }),
  });
  return (target, reason) => {
    givenTo.current = target.name;
    closePanel();
    command.fire({
      params: { ticketId: page.id },
      body: { teamId: target.teamId, assigneeId: target.assigneeId, ...(reason ? { reason } : {}) },
    });
  };
}

/** Everybody who can take it: me first, then the team's people, then other people, then teams. */
function useTargets(): { choices: Choice[]; targetOf: (id: string) => Target | null } {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const me = useMe();
  const people = useRoute(peopleRoutes.list, {});
  const teams = useRoute(teamRoutes.list, {});
  const allTeams = (teams.data?.items ?? []).filter(({ archived }) => !archived);
  const teamNames = (ids: readonly string[]) =>
    allTeams.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join("、");
  const workers = (people.data?.items ?? []).filter(({ role }) => role !== "viewer" && role !== "collaborator");
  const rank = (person: (typeof workers)[number]) =>
    person.id === me.id ? 0 : page.team && person.teamIds.includes(page.team.id) ? 1 : 2;
  const choices: Choice[] = [
    ...workers
      .toSorted((a, b) => rank(a) - rank(b))
      .map((person) => ({
        id: `p:${person.id}`,
        name: person.id === me.id ? t("assign.me", { name: person.name }) : person.name,
        hint: teamNames(person.teamIds),
        words: `${person.email} ${person.agentNumber ?? ""} me 我`,
        glyph: <Avatar person={person} presence={person.availability} />,
      })),
    ...allTeams.map((team) => ({
      id: `t:${team.id}`,
      name: team.name,
      hint: t("assign.queue"),
      glyph: <Avatar person={null} nobody={team.name} />,
    })),
  ];
  const targetOf = (id: string): Target | null => {
    if (id.startsWith("t:")) {
      const team = allTeams.find((each) => each.id === id.slice(2));
      return team ? { teamId: team.id, assigneeId: null, name: team.name } : null;
    }
    const person = workers.find((each) => each.id === id.slice(2));
    if (!person) return null;
    return { teamId: teamFor(person, page), assigneeId: person.id, name: person.name };
  };
  return { choices, targetOf };
}
