import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { addDuty, listDuties, removeDuty } from "../../../../../src/contract/on-call-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRenew } from "../../../../ui/api/use-route.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { PersonSelect } from "../../settings/people/person-select.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import type { Week } from "./on-call-week.ts";
import { clockOf, dayAfter, momentOf } from "../../../../ui/time/wall-clock.ts";
import type { Duty } from "./week.ts";
import "../draft/draft.css";

type Props = {
  /** Null: a new one. */
  duty: Duty | null;
  rosters: readonly { id: string; name: LocalText }[];
  week: Week;
  onClose: () => void;
};
type Fields = { rosterId: string; personId: string | null; from: string; to: string };

const FIRST_HOUR = "09:00";
const SHAPE = "YYYY-MM-DD HH:mm";

/** One duty: whose, on which roster, from when until when in the person's own time zone. */
export function DutyDrawer({ duty, rosters, week, onClose }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const [first] = useState(() => firstOf({ duty, rosterId: rosters[0]?.id ?? "", week }));
  const [fields, setFields] = useState<Fields>(first);
  const set = (changes: Partial<Fields>) => setFields((before) => ({ ...before, ...changes }));
  const saving = useSaving({ duty, fields, week, onClose });
  const isWrong = fields.from >= fields.to;
  return (
    <FormDrawer
      title={duty ? t("on_call.change") : t("on_call.add")}
      onClose={onClose}
      dirty={JSON.stringify(fields) !== JSON.stringify(first)}
      save={{
        onSave: () => void saving.save(),
        running: saving.running,
        disabled: isWrong || fields.personId === null || JSON.stringify(fields) === JSON.stringify(first),
      }}
      aside={
        duty ? (
          <Button danger loading={saving.running} onClick={() => void saving.remove()}>
            {t("on_call.remove")}
          </Button>
        ) : null
      }
    >
      <FormProblem error={saving.error} />
      <div className="item-fields">
        <div className="item-field">
          <span className="item-label">{t("on_call.roster")}</span>
          <Select
            autoFocus={duty === null}
            aria-label={t("on_call.roster")}
            value={fields.rosterId}
            options={rosters.map(({ id, name }) => ({ value: id, label: local(name) }))}
            onChange={(rosterId) => set({ rosterId })}
          />
        </div>
        <div className="item-field">
          <span className="item-label">{t("on_call.person")}</span>
          <PersonSelect
            value={fields.personId}
            label={t("on_call.person")}
            placeholder={t("on_call.person")}
            onChange={(personId) => set({ personId })}
          />
        </div>
        {(["from", "to"] as const).map((end) => (
          <div key={end} className="item-field">
            <span className="item-label">{t(`on_call.${end}`)}</span>
            <DatePicker
              aria-label={t(`on_call.${end}`)}
              showTime={{ format: "HH:mm", minuteStep: 5 }}
              format={SHAPE}
              allowClear={false}
              value={dayjs(fields[end])}
              onChange={(value) => set({ [end]: dayjs(value).format("YYYY-MM-DDTHH:mm") })}
            />
          </div>
        ))}
        {isWrong ? (
          <p className="page-bad" role="alert">
            {t("on_call.wrong_order")}
          </p>
        ) : null}
        <p className="page-hint">{t("on_call.zone", { zone: week.timeZone })}</p>
      </div>
    </FormDrawer>
  );
}

function firstOf({ duty, rosterId, week }: { duty: Duty | null; rosterId: string; week: Week }): Fields {
  const { timeZone, monday } = week;
  if (duty)
    return {
      rosterId: duty.rosterId,
      personId: duty.person.id,
      from: clockOf(Date.parse(duty.startsAt), timeZone),
      to: clockOf(Date.parse(duty.endsAt), timeZone),
    };
  return { rosterId, personId: null, from: `${monday}T${FIRST_HOUR}`, to: `${dayAfter(monday, 1)}T${FIRST_HOUR}` };
}

type Saving = { duty: Duty | null; fields: Fields; week: Week; onClose: () => void };

function useSaving({ duty, fields, week, onClose }: Saving) {
  const { t } = useTranslation("studio");
  const renew = useRenew();
  const add = useCommand(addDuty);
  const take = useCommand(removeDuty);
  const finish = async (said: string) => {
    await renew(listDuties);
    toast(said, { tone: "good" });
    onClose();
  };
  const instant = (wall: string) => new Date(momentOf(wall, week.timeZone)).toISOString();
  return {
    running: add.running || take.running,
    error: add.error ?? take.error,
    /** The new one is put there before the old one goes, so that nobody is missing in between. */
    save: async () => {
      const { rosterId, personId, from, to } = fields;
      if (personId === null) return;
      try {
        await add.run({ body: { rosterId, personId, startsAt: instant(from), endsAt: instant(to) } });
        if (duty) await take.run({ params: { dutyId: duty.id } });
        await finish(t("on_call.saved"));
      } catch {
        // `error` tells it.
      }
    },
    remove: async () => {
      if (!duty || !(await confirm({ title: t("on_call.remove_ask", { name: duty.person.name }), danger: true })))
        return;
      await take.run({ params: { dutyId: duty.id } }).then(
        () => finish(t("on_call.removed")),
        () => undefined,
      );
    },
  };
}
