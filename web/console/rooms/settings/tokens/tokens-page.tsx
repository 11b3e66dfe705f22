import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { tokenRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { MakeTokenDrawer } from "./make-token-drawer.tsx";
import { MadeToken, type Made } from "./made-token.tsx";

/** One's own API tokens: what they may do, until when, when they were last used. */
export function TokensPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const { opened, open, close } = useOpened();
  const [made, setMade] = useState<Made | null>(null);
  const tokens = useRoute(tokenRoutes.list, {});
  const add = (
    <Button type="primary" onClick={() => open("new")}>
      {t("tokens.make")}
    </Button>
  );
  return (
    <SectionPage id="tokens" actions={add}>
      {made ? <MadeToken made={made} onSeen={() => setMade(null)} /> : null}
      {tokens.isPending ? <SkeletonList rows={3} /> : null}
      {tokens.isError ? <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} /> : null}
      {tokens.data?.items.length === 0 ? (
        <EmptyState title={t("tokens.none")} actions={add}>
          {t("tokens.none_help")}
        </EmptyState>
      ) : null}
      {tokens.data && tokens.data.items.length > 0 ? (
        <RowList label={t("section.tokens")}>
          {tokens.data.items.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </RowList>
      ) : null}
      {opened === "new" ? (
        <MakeTokenDrawer
          onClose={close}
          onMade={(token) => {
            setMade(token);
            close();
          }}
        />
      ) : null}
    </SectionPage>
  );
}

type Token = NonNullable<ReturnType<typeof useRoute<typeof tokenRoutes.list>>["data"]>["items"][number];

function TokenRow({ token }: { token: Token }): JSX.Element {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const revoke = useCommand(tokenRoutes.revoke, { renews: [tokenRoutes.list], onRefused: useProblemToast() });
  const ask = async () => {
    const title = t("tokens.revoke_ask", { name: token.name });
    if (await confirm({ title, body: t("tokens.revoke_help"), ok: t("tokens.revoke"), danger: true }))
      revoke.fire({ params: { tokenId: token.id } });
  };
  return (
    <Row
      title={token.name}
      meta={
        <>
          <code>{token.hint}…</code>
          <span>{t("tokens.scopes_count", { count: token.scopes.length })}</span>
          <span>{t("tokens.until", { at: formats.date(token.expiresAt) })}</span>
          <span>
            {token.lastUsedAt ? (
              <>
                {t("tokens.used")} <RelativeTime at={token.lastUsedAt} />
              </>
            ) : (
              t("tokens.never_used")
            )}
          </span>
        </>
      }
      aside={
        <Button size="small" danger loading={revoke.running} onClick={() => void ask()}>
          {t("tokens.revoke")}
        </Button>
      }
    />
  );
}
