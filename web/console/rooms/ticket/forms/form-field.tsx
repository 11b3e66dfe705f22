import { Input, InputNumber, Radio, Select, Switch } from "antd";
import { useId, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { FormShape } from "../../../../../src/contract/procedure-routes.ts";
import { MomentField } from "../../../../ui/time/moment-field.tsx";
import { useLocalText } from "../use-local-text.ts";

type Field = FormShape["fields"][number];
type Props = {
  field: Field;
  label: string;
  help: string | null;
  required: boolean;
  value: unknown;
  problem: string | null;
  onChange: (value: unknown) => void;
};

const MINUTE_MS = 60_000;
const OPTIONS_AS_BUTTONS_MAX = 4;

/** One field with its label, help and error. */
export function FormField(props: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const { field, label, help, required, problem } = props;
  const id = useId();
  return (
    <div className={problem ? "sop-field has-problem" : "sop-field"} data-field={field.id}>
      <label htmlFor={id}>
        {label}
        {required ? (
          <span className="sop-required" title={t("form.required")}>
            *
          </span>
        ) : null}
      </label>
      {help ? <p className="sop-help">{help}</p> : null}
      <Control {...props} id={id} />
      {problem ? (
        <p className="sop-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

const asText = (value: unknown) => (typeof value === "string" ? value : "");
const asList = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);
const asNumber = (value: unknown) => (typeof value === "number" ? value : null);

function Control(props: Props & { id: string }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { field, id, value, onChange, problem, label } = props;
  const status = problem ? { status: "error" as const } : {};
  const common = { id, "aria-invalid": problem !== null, ...status };
  switch (field.type) {
    case "long_text":
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 3, maxRows: 14 }}
          maxLength={field.charsMax}
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "select":
    case "multi_select":
      return <OptionControl {...props} />;
    case "keywords":
      return (
        <Select
          {...common}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[",", "，", "、", ";", "；"]}
          placeholder={t("form.keywords")}
          aria-label={label}
          value={asList(value)}
          onChange={onChange}
        />
      );
    case "number":
      return <InputNumber {...common} value={asNumber(value)} onChange={onChange} style={{ width: "100%" }} />;
    case "duration":
      return (
        <InputNumber
          {...common}
          min={0}
          suffix={t("form.minutes")}
          value={asNumber(value) === null ? null : Math.round((asNumber(value) ?? 0) / MINUTE_MS)}
          onChange={(minutes) => onChange(minutes === null ? undefined : minutes * MINUTE_MS)}
          style={{ width: "100%" }}
        />
      );
    case "date_time":
      return (
        <MomentField
          {...common}
          value={asText(value) ? Date.parse(asText(value)) : null}
          onChange={(at) => onChange(at === null ? undefined : new Date(at).toISOString())}
          style={{ width: "100%" }}
        />
      );
    case "boolean":
      return <Switch id={id} checked={value === true} onChange={onChange} />;
    default:
      return (
        <Input
          {...common}
          maxLength={field.charsMax}
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** A few options stand as buttons, many in a list. */
function OptionControl({ field, id, value, onChange, label, problem }: Props & { id: string }): JSX.Element {
  const local = useLocalText();
  const options = field.options.map((option) => ({ value: option.id, label: local(option.label) }));
  const status = problem ? { status: "error" as const } : {};
  if (field.type === "select" && options.length <= OPTIONS_AS_BUTTONS_MAX)
    return (
      <Radio.Group
        id={id}
        optionType="button"
        options={options}
        value={value}
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (field.type === "select")
    return (
      <Select
        id={id}
        {...status}
        options={options}
        value={(value as string | undefined) ?? null}
        aria-label={label}
        showSearch={{ optionFilterProp: "label" }}
        onChange={onChange}
      />
    );
  return (
    <Select
      id={id}
      {...status}
      mode="multiple"
      options={options}
      value={asList(value)}
      aria-label={label}
      onChange={onChange}
    />
  );
}
