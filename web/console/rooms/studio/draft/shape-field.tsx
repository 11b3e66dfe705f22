import { Input, InputNumber, Select, Switch } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../../../ui/base/class-names.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { DurationField } from "./duration-field.tsx";
import { useItemForm, type ControlProps } from "./form-context.ts";
import { ListField } from "./list-field.tsx";
import { LocalTextField, LocalTextsField } from "./local-text-field.tsx";
import { emptyOf, variantOf, type FieldShape, type Shape, type Values } from "./shape.ts";
import { isTargetKey, TargetField } from "./target-field.tsx";

type Props<S = Shape> = ControlProps<S>;

const DURATION_SAMPLE = "30m";
const FIELDS_SHOWN_MAX = 5;

/** A field with its name and what is wrong with it. */
export function ShapeField(props: Props & { required?: boolean }): JSX.Element {
  const { t } = useTranslation("studio");
  const { faults } = useItemForm();
  const { path, label } = props.at;
  const isWrong = faults.has(path);
  return (
    <div className={classNames("item-field", isWrong && "is-wrong")}>
      <span className="item-label">
        {label}
        {props.required ? <span aria-hidden="true"> *</span> : null}
      </span>
      <ShapeControl {...props} />
      {isWrong ? (
        <span className="item-fault" role="alert">
          {props.value === "" || props.value === undefined ? t("form.missing") : t("form.wrong")}
        </span>
      ) : null}
    </div>
  );
}

/** The control that fits a shape. */
export function ShapeControl({ shape, value, at, onChange }: Props): JSX.Element {
  switch (shape.kind) {
    case "local_text":
      return <LocalTextField value={value} at={at} onChange={onChange} />;
    case "local_texts":
      return <LocalTextsField value={value} at={at} onChange={onChange} />;
    case "text":
      return <TextControl shape={shape} value={value} at={at} onChange={onChange} />;
    case "texts":
    case "choices":
    case "choice":
      return <ChoiceControl shape={shape} value={value} at={at} onChange={onChange} />;
    case "number":
      return (
        <InputNumber
          aria-label={at.label}
          value={typeof value === "number" ? value : null}
          {...(shape.min === null ? {} : { min: shape.min })}
          {...(shape.max === null ? {} : { max: shape.max })}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "flag":
      return <Switch aria-label={at.label} checked={value === true} onChange={(on) => onChange(on)} />;
    case "group":
      return <GroupFields shape={shape} value={value} at={at} onChange={onChange} />;
    case "list":
      return <ListField shape={shape} value={value} at={at} onChange={onChange} />;
    case "variants":
      return <VariantsField shape={shape} value={value} at={at} onChange={onChange} />;
    case "other":
      return <OnlyInText value={value} />;
  }
}

function OnlyInText({ value }: { value: unknown }): JSX.Element {
  const { t } = useTranslation("studio");
  return (
    <span className="page-hint">
      {t("form.only_text")} {value === undefined ? null : <code>{JSON.stringify(value).slice(0, 200)}</code>}
    </span>
  );
}

function TextControl({ shape, value, at, onChange }: Props<Shape & { kind: "text" }>): JSX.Element {
  const { references, faults } = useItemForm();
  const text = typeof value === "string" ? value : "";
  const wrong = faults.has(at.path);
  const choices = shape.isId ? references(at.key) : null;
  if (choices)
    return (
      <Select
        aria-label={at.label}
        showSearch={{ optionFilterProp: "label" }}
        allowClear
        value={text === "" ? null : text}
        options={choices}
        status={wrong ? "error" : ""}
        onChange={(next: string | null) => onChange(next ?? undefined)}
      />
    );
  if (!shape.isId && shape.pattern?.test(DURATION_SAMPLE) && !shape.pattern.test("50%"))
    return <DurationField label={at.label} value={text} wrong={wrong} onChange={onChange} />;
  return (
    <Input.TextArea
      aria-label={at.label}
      autoSize={{ minRows: 1, maxRows: 12 }}
      value={text}
      status={wrong ? "error" : ""}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type ChoiceShape = Shape & { kind: "texts" | "choices" | "choice" };

function ChoiceControl({ shape, value, at, onChange }: Props<ChoiceShape>): JSX.Element {
  const words = useFormatWords();
  const { references, faults } = useItemForm();
  const options =
    shape.kind === "texts"
      ? (references(at.key) ?? [])
      : shape.options.map((one) => ({ value: one, label: words.value(String(one)) }));
  const shared = {
    "aria-label": at.label,
    placeholder: at.empty,
    allowClear: true,
    showSearch: { optionFilterProp: "label" },
    options,
    status: faults.has(at.path) ? ("error" as const) : ("" as const),
  };
  if (shape.kind === "choice")
    return (
      <Select
        {...shared}
        value={(value as string | undefined) ?? null}
        onChange={(next: string | number | null) => onChange(next ?? undefined)}
      />
    );
  return (
    <Select
      {...shared}
      mode={shape.kind === "texts" && references(at.key) === null ? "tags" : "multiple"}
      value={Array.isArray(value) ? (value as string[]) : value === undefined ? [] : [String(value)]}
      onChange={(next: (string | number)[]) => onChange(next.length > 0 ? next : undefined)}
    />
  );
}

type GroupProps = Props<Shape & { kind: "group" }> & {
  /** Fields that are shown elsewhere. */
  without?: readonly string[];
};

type WholeProps = Props & Pick<GroupProps, "without">;

/** All fields of an item, or of whichever kind of item it is. */
export function WholeItem({ shape, ...rest }: WholeProps): JSX.Element {
  if (shape.kind === "group") return <GroupFields shape={shape} {...rest} />;
  return shape.kind === "variants" ? (
    <VariantsField shape={shape} {...rest} />
  ) : (
    <ShapeControl shape={shape} {...rest} />
  );
}

/** The fields of an item one below the other; those that say until when are one. */
function GroupFields({ shape, value, at, onChange, without = [] }: GroupProps): JSX.Element {
  const words = useFormatWords();
  const values = (value ?? {}) as Values;
  const set = (key: string, next: unknown) => onChange({ ...values, [key]: next });
  const { t } = useTranslation("studio");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const targets = shape.fields.filter(({ key }) => isTargetKey(key));
  const isTarget = targets.length === 4;
  const own = shape.fields.filter(({ key }) => !without.includes(key) && !(isTarget && isTargetKey(key)));
  // A condition has ten fields and mostly one or two that say something.
  const folds = at.path !== "" && own.length > FIELDS_SHOWN_MAX;
  const isShown = ({ key, required }: FieldShape) => required || values[key] !== undefined || chosen.includes(key);
  const shown = folds ? own.filter(isShown) : own;
  const rest = own.filter((field) => !shown.includes(field));
  const view = ({ key, required, shape: one }: FieldShape) => (
    <ShapeField
      key={key}
      shape={one}
      value={values[key]}
      required={required}
      at={{ key, path: at.path === "" ? key : `${at.path}.${key}`, label: words.field(key) }}
      onChange={(next) => set(key, next)}
    />
  );
  if (!isTarget)
    return (
      <div className="item-fields">
        {shown.map(view)}
        {rest.length > 0 ? (
          <Select
            className="item-more"
            aria-label={t("form.add", { what: at.label })}
            placeholder={`+ ${t("form.more")}`}
            value={null}
            options={rest.map(({ key }) => ({ value: key, label: words.field(key) }))}
            onChange={(key: string) => setChosen([...chosen, key])}
          />
        ) : null}
      </div>
    );
  const split = shown.findIndex(({ key }) => key === "calendar");
  return (
    <div className="item-fields">
      {shown.slice(0, split).map(view)}
      <TargetField fields={targets} values={values} onChange={onChange} />
      {shown.slice(split).map(view)}
    </div>
  );
}

type VariantsProps = Props<Shape & { kind: "variants" }> & Pick<GroupProps, "without">;

function VariantsField({ shape, value, at, onChange, without = [] }: VariantsProps): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const variant = variantOf(shape, value);
  const word = shape.literals.find((one) => one === value);
  const options = [
    ...shape.literals.map((one) => ({ value: `=${one}`, label: words.value(String(one)) })),
    ...shape.variants.map(({ key }) => ({ value: key, label: words.field(key) })),
  ];
  const choose = (chosen: string) => {
    const group = shape.variants.find(({ key }) => key === chosen)?.group;
    onChange(group ? switched(group, value) : shape.literals.find((one) => `=${one}` === chosen));
  };
  return (
    <div className="item-variant">
      <Select
        aria-label={t("form.what", { field: at.label })}
        value={word === undefined ? (variant?.key ?? null) : `=${word}`}
        options={options}
        onChange={choose}
      />
      {variant ? (
        <GroupFields shape={variant.group} value={value} at={at} without={without} onChange={onChange} />
      ) : null}
    </div>
  );
}

/** A new value of another kind keeps what both kinds say. */
function switched(group: Shape & { kind: "group" }, before: unknown): Values {
  const kept = Object.entries((before ?? {}) as Values).filter(([key]) => group.fields.some((one) => one.key === key));
  return { ...(emptyOf(group) as Values), ...Object.fromEntries(kept) };
}
