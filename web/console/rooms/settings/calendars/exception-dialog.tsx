import { Checkbox, Form, Input, Segmented } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import type { DatedException, Shift } from "./calendar-days.ts";
import { ShiftsField } from "./shifts-field.tsx";

type Props = {
  /** What stands there, or the day to begin with. */
  first: DatedException;
  isNew: boolean;
  /** Shifts to begin with when a closed day becomes a working one. */
  usual: readonly Shift[];
  onSave: (exception: DatedException) => void;
  onRemove: () => void;
  onClose: () => void;
};
type Fields = { from: string; to: string; forGood: boolean; nameZh: string; nameEn: string };

/** A holiday, a make-up day, or other hours on certain days. */
export function ExceptionDialog({ first, isNew, usual, onSave, onRemove, onClose }: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  const [form] = Form.useForm<Fields>();
  const forGood = Form.useWatch("forGood", form) ?? first.to === null;
  const [shifts, setShifts] = useState<readonly Shift[]>(first.shifts);
  const save = (fields: Fields) =>
    onSave({
      from: fields.from,
      to: fields.forGood ? null : fields.to,
      shifts: [...shifts],
      name: { zh: fields.nameZh.trim(), en: fields.nameEn.trim() || fields.nameZh.trim() },
    });
  return (
    <FormDialog
      title={isNew ? t("calendars.add_exception") : t("calendars.change_exception")}
      okText={t("calendars.take_over")}
      onSave={form.submit}
      onClose={onClose}
      dirty={() => form.isFieldsTouched() || shifts !== first.shifts}
      width={480}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="exception-foot">
          {isNew ? null : (
            <button type="button" className="bh-button page-bad" onClick={onRemove}>
              {t("calendars.remove_exception")}
            </button>
          )}
          <CancelBtn />
          <OkBtn />
        </div>
      )}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          from: first.from,
          to: first.to ?? first.from,
          forGood: first.to === null,
          nameZh: first.name.zh,
          nameEn: first.name.en,
        }}
        onFinish={save}
      >
        <div className="page-two">
          <Form.Item name="from" label={t("calendars.first_day")} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="to"
            label={t("calendars.last_day")}
            dependencies={["from"]}
            rules={[
              ({ getFieldValue }) => ({
                validator: async (_, value: string) => {
                  if (!getFieldValue("forGood") && (!value || value < String(getFieldValue("from"))))
                    throw new Error(t("calendars.days_wrong"));
                },
              }),
            ]}
          >
            <Input type="date" disabled={forGood} />
          </Form.Item>
        </div>
        <Form.Item name="forGood" valuePropName="checked">
          <Checkbox>{t("calendars.for_good")}</Checkbox>
        </Form.Item>
        <Form.Item label={t("calendars.that_day")}>
          <Segmented
            value={shifts.length > 0 ? "open" : "closed"}
            options={[
              { value: "closed", label: t("calendars.day_closed") },
              { value: "open", label: t("calendars.day_open") },
            ]}
            onChange={(value) => setShifts(value === "closed" ? [] : usual)}
          />
        </Form.Item>
        {shifts.length > 0 ? (
          <div className="exception-shifts">
            <ShiftsField label={t("calendars.that_day")} shifts={shifts} onChange={setShifts} disabled={false} />
          </div>
        ) : null}
        <div className="page-two">
          <Form.Item name="nameZh" label={t("calendars.name_zh")} rules={[{ required: true, whitespace: true }]}>
            <Input placeholder={t("calendars.name_sample")} maxLength={200} />
          </Form.Item>
          <Form.Item name="nameEn" label={t("calendars.name_en")}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
      </Form>
    </FormDialog>
  );
}
