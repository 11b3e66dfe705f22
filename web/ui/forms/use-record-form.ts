import { Form } from "antd";
import { useState } from "react";
import { changesOf } from "./changes-of.ts";

type RecordOf<V> = { values: V; version: number };

/**
 * A record in a form, by the version it was opened at. Only what was changed is sent, so that the work of two people
 * on different fields does not collide; `keepMine` puts one's changes on the newest version, `takeNewest` drops them.
 */
export function useRecordForm<V extends object>({ values, version }: RecordOf<V>) {
  const [form] = Form.useForm<V>();
  const [base, setBase] = useState<RecordOf<V>>({ values, version });
  const [dirty, setDirty] = useState(false);
  const valuesNow = (): V => ({ ...base.values, ...(form.getFieldsValue(true) as V) });
  const changes = (): Partial<V> => changesOf(valuesNow(), base.values);
  return {
    form,
    version: base.version,
    dirty,
    changes,
    valuesNow,
    /** For the antd form that shows it. */
    formProps: {
      form,
      initialValues: base.values,
      onValuesChange: () => setDirty(Object.keys(changes()).length > 0),
    },
    /** Fields that become known only now: addresses after they were revealed. */
    learn: (known: Partial<V>) => {
      setBase((before) => ({ ...before, values: { ...before.values, ...known } }));
      form.setFieldsValue(known as Parameters<typeof form.setFieldsValue>[0]);
    },
    keepMine: (newest: RecordOf<V>) => setBase((before) => ({ ...before, version: newest.version })),
    takeNewest: (newest: RecordOf<V>) => {
      setBase(newest);
      form.setFieldsValue(newest.values as Parameters<typeof form.setFieldsValue>[0]);
      setDirty(false);
    },
  };
}

type Ways<V> = Record<"keepMine" | "takeNewest", (newest: RecordOf<V>) => void>;
type Resolving<V, R> = {
  newest: (() => Promise<R | undefined>) | undefined;
  recordOf: (record: R) => RecordOf<V>;
  onResolved: () => void;
};

/** The two ways on from somebody else's change, for `FormProblem`: the newest record is asked for. */
export function waysOn<V, R>(form: Ways<V>, { newest, recordOf, onResolved }: Resolving<V, R>) {
  const go = async (way: keyof Ways<V>): Promise<void> => {
    const now = await newest?.();
    if (now) form[way](recordOf(now));
    onResolved();
  };
  return { onKeepMine: () => void go("keepMine"), onTakeNewest: () => void go("takeNewest") };
}
