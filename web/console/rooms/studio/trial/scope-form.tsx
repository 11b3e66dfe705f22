import { Button, DatePicker, Input, InputNumber, Segmented } from "antd";
import dayjs from "dayjs";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { InputOf } from "../../../../../src/contract/route.ts";
import { DRY_RUN_TICKETS_MAX, type startRun } from "../../../../../src/contract/studio-routes.ts";
import { personSettings } from "../../../../ui/base/person-settings.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { localDay } from "../../../../ui/time/wall-clock.ts";

type Scope = InputOf<typeof startRun>["body"]["scope"];
const WAYS = ["last", "ticket", "days"] as const;
type Way = (typeof WAYS)[number];

const LAST_FIRST = 100;
const DAYS_FIRST = 30;
const TICKET_CHARS_MAX = 40;
const DAY = "YYYY-MM-DD";

type Props = { running: boolean; onStart: (scope: Scope) => void };

/** Which tickets a version is tried on. */
export function ScopeForm({ running, onStart }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const [way, setWay] = useState<Way>("last");
  const [last, setLast] = useState<number | null>(LAST_FIRST);
  const [number, setNumber] = useState("");
  const [days, setDays] = useState<[dayjs.Dayjs, dayjs.Dayjs] | null>(() => {
    const today = dayjs(localDay(serverNow(), personSettings().timeZone));
    return [today.subtract(DAYS_FIRST, "day"), today];
  });
  const scope = scopeOf({ way, last, number, days });
  return (
    <form
      className="scope"
      onSubmit={(event) => {
        event.preventDefault();
        if (scope) onStart(scope);
      }}
    >
      <Segmented<Way>
        aria-label={t("trial.scope")}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`trial.way.${value}`) }))}
        onChange={setWay}
      />
      {way === "last" ? (
        <InputNumber
          aria-label={t("trial.way.last")}
          min={1}
          max={DRY_RUN_TICKETS_MAX}
          precision={0}
          value={last}
          onChange={setLast}
        />
      ) : null}
      {way === "ticket" ? (
        <Input
          className="scope-number"
          aria-label={t("trial.number")}
          placeholder={t("trial.number")}
          maxLength={TICKET_CHARS_MAX}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      ) : null}
      {way === "days" ? (
        <DatePicker.RangePicker
          aria-label={t("trial.way.days")}
          value={days}
          onChange={(next) => setDays(next?.[0] && next[1] ? [next[0], next[1]] : null)}
        />
      ) : null}
      <Button type="primary" htmlType="submit" disabled={!scope} loading={running}>
        {t("trial.start")}
      </Button>
    </form>
  );
}

type Chosen = { way: Way; last: number | null; number: string; days: [dayjs.Dayjs, dayjs.Dayjs] | null };

function scopeOf({ way, last, number, days }: Chosen): Scope | null {
  if (way === "last") return last === null ? null : { last };
  if (way === "days") return days && { from: days[0].format(DAY), to: days[1].format(DAY) };
  const ticketNumber = number.trim().replace(/^#/, "");
  return ticketNumber === "" ? null : { ticketNumber };
}
