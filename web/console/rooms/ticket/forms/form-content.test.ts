import { expect, test } from "vitest";
import type { FormShape } from "../../../../../src/contract/procedure-routes.ts";
import { firstContent, handedIn, isShown, problemsByField } from "./form-content.ts";

type Field = FormShape["fields"][number];
const field = (id: string, changes: Partial<Field> = {}): Field => ({
  id,
  label: { zh: id, en: id },
  help: null,
  type: "text",
  required: false,
  requiredWhen: null,
  options: [],
  charsMax: 100,
  prefill: null,
  computed: null,
  ...changes,
});
const form: FormShape = {
  id: "service_summary",
  title: { zh: "服务总结", en: "Service summary" },
  audience: "staff",
  fields: [
    field("subject", { prefill: "ticket.subject", required: true }),
    field("measures", { prefill: "last_answer", type: "long_text" }),
    field("cause", {
      type: "select",
      required: true,
      options: [
        { id: "bug", label: { zh: "缺陷", en: "Bug" } },
        { id: "other", label: { zh: "其他", en: "Other" } },
      ],
    }),
    field("cause_other", { requiredWhen: { field: "cause", is: ["other"] } }),
    field("time_taken", { type: "duration", computed: "time_taken" }),
  ],
};
const ticket = {
  subject: "无法登录",
  categoryId: null,
  contact: { id: "c", name: "张伟" },
  organisation: null,
  messages: [
    { direction: "out", kind: "reply", text: "已重签证书" },
    { direction: "out", kind: "acknowledgement", text: "已收到" },
  ],
  forms: [],
} as unknown as Parameters<typeof firstContent>[1];

test("a form begins with what the ticket says, or with what was handed in last (REQ: CL-02)", () => {
  expect(firstContent(form, ticket, "")).toEqual({ subject: "无法登录", measures: "已重签证书" });
  const forms = [
    { formId: form.id, content: { subject: "旧主题", cause: "bug" } },
  ] as unknown as (typeof ticket)["forms"];
  const earlier = { ...ticket, forms };
  expect(firstContent(form, earlier, "")).toEqual({ subject: "旧主题", measures: "已重签证书", cause: "bug" });
});

test("a field under a condition shows, and is demanded, only then; the desk's own never shows", () => {
  const [, , , other, computed] = form.fields;
  expect(isShown(other!, { cause: "bug" })).toBe(false);
  expect(isShown(other!, { cause: "other" })).toBe(true);
  expect(isShown(computed!, {})).toBe(false);
  expect(problemsByField(form, { subject: "x", cause: "other" }, "zh")).toEqual({
    cause_other: "cause_other：必须填写",
  });
  expect(Object.keys(problemsByField(form, {}, "en"))).toEqual(["subject", "cause"]);
});

test("what is out of sight or empty is not handed in", () => {
  expect(handedIn(form, { subject: "x", cause: "bug", cause_other: "忘了", measures: "" })).toEqual({
    subject: "x",
    cause: "bug",
  });
});
