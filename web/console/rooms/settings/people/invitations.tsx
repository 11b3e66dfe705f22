import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { invitationRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { CopyField } from "../../../../ui/forms/copy-field.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";

/** Who was invited and has not come yet: send again, copy the new link, take back. */
export function Invitations(): JSX.Element | null {
  const { t } = useTranslation(["settings", "common"]);
  const formats = useFormats();
  const tell = useProblemToast();
  const [again, setAgain] = useState<{ id: string; link: string } | null>(null);
  const invitations = useRoutePages(invitationRoutes.list, { query: { limit: 50 } });
  const sendAgain = useCommand(invitationRoutes.sendAgain, {
    renews: [invitationRoutes.list],
    onRefused: tell,
    onDone: setAgain,
  });
  const revoke = useCommand(invitationRoutes.revoke, { renews: [invitationRoutes.list], onRefused: tell });
  const ask = async (id: string, email: string) => {
    const title = t("people.revoke_ask", { email });
    if (await confirm({ title, ok: t("people.revoke"), danger: true })) revoke.fire({ params: { invitationId: id } });
  };
  if (invitations.items.length === 0) return null;
  return (
    <Card title={t("people.invitations")} lead={t("people.invitations_help")}>
      <RowList label={t("people.invitations")}>
        {invitations.items.map((one) => (
          <Row
            key={one.id}
            title={one.email}
            meta={
              <>
                <span>{t(`common:role.${one.role}`)}</span>
                <span>{t("people.invited_until", { at: formats.dateTime(one.expiresAt) })}</span>
                {again?.id === one.id ? <CopyField text={again.link} label={t("people.invitation_link")} /> : null}
              </>
            }
            aside={
              <>
                {Date.parse(one.expiresAt) < serverNow() ? <Mark tone="wait">{t("people.expired")}</Mark> : null}
                <Button
                  size="small"
                  loading={sendAgain.running}
                  onClick={() => sendAgain.fire({ params: { invitationId: one.id } })}
                >
                  {t("people.send_again")}
                </Button>
                <Button size="small" danger onClick={() => void ask(one.id, one.email)}>
                  {t("people.revoke")}
                </Button>
              </>
            }
          />
        ))}
      </RowList>
      {invitations.hasNextPage ? (
        <Button className="page-gap" onClick={() => void invitations.fetchNextPage()}>
          {t("common:action.load_more")}
        </Button>
      ) : null}
    </Card>
  );
}
