import { Form, Input } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { deskSettingsRoutes } from "../../../../../src/contract/desk-settings-routes.ts";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { isDeskColour } from "../../../../../src/domain/brand/desk-colour.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { FormProblem, isConflict } from "../../../../ui/forms/form-problem.tsx";
import { useRecordForm, waysOn } from "../../../../ui/forms/use-record-form.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useMay } from "../../../session/me.ts";
import { SectionPage } from "../frame/section-page.tsx";
import { SaveButton } from "../profile/save-button.tsx";

type Shown = ResponseOf<typeof deskSettingsRoutes.show>;
type Kept = Pick<Shown, "name" | "colour" | "version">;
/** An empty name is the one the desk was set up with. */
type Values = { name: string; colour: string };

const NAME_CHARS_MAX = 100;

/** How the desk shows itself to customers: its name and colour. */
export function DeskPage(): JSX.Element {
  const mayManage = useMay("settings.manage");
  const settings = useRoute(deskSettingsRoutes.show, mayManage ? {} : null);
  return (
    <SectionPage id="desk">
      {settings.isPending ? <SkeletonText lines={4} /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? <DeskForm first={settings.data} newest={async () => (await settings.refetch()).data} /> : null}
    </SectionPage>
  );
}

function DeskForm({ first, newest }: { first: Shown; newest: () => Promise<Shown | undefined> }): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const colourShown = first.shown.colour;
  const recordOf = ({ name, colour, version }: Kept) => ({
    values: { name: name ?? "", colour: colour ?? colourShown },
    version,
  });
  const record = useRecordForm<Values>(recordOf(first));
  const change = useCommand(deskSettingsRoutes.change, {
    renews: [deskSettingsRoutes.show],
    onDone: (answer) => {
      record.takeNewest(recordOf(answer));
      toast(t("common:action.saved"), { tone: "good" });
    },
  });
  const ways = waysOn(record, { newest, recordOf, onResolved: change.reset });
  const save = () => {
    const { name, colour } = record.valuesNow();
    const kept = first.colour === null && colour === colourShown ? null : colour;
    change.fire({ body: { name: name.trim() || null, colour: kept, version: record.version } });
  };
  return (
    <Form<Values> {...record.formProps} layout="vertical" requiredMark={false} onFinish={save}>
      <FormProblem error={change.error} {...ways} />
      <Card title={t("desk.title")} lead={t("desk.help")}>
        <Form.Item name="name" label={t("desk.name")} extra={t("desk.name_help")}>
          <Input maxLength={NAME_CHARS_MAX} placeholder={first.shown.name} />
        </Form.Item>
        <Form.Item
          name="colour"
          label={t("desk.colour")}
          extra={t("desk.colour_help")}
          rules={[
            {
              validator: (_, colour: string) =>
                isDeskColour(colour) ? Promise.resolve() : Promise.reject(new Error(t("desk.colour_pale"))),
            },
          ]}
        >
          {/* The browser's own: a picker of ours would come along with every button of the console. */}
          <Input type="color" style={{ width: 96 }} />
        </Form.Item>
      </Card>
      <SaveButton running={change.running} disabled={!record.dirty || isConflict(change.error)} />
    </Form>
  );
}
