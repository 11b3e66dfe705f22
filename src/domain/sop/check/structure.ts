import type { When } from "../../clocks/index.ts";
import { allCategories, CATEGORY_LEVELS_MAX, NOTICE_VARIABLES, type Category, type Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

/** What must be right before a pack can run at all: ids that stand once and are there, a whole matrix, known variables. */
export function structureFindings(pack: Pack): Finding[] {
  return [
    ...doubleIds(pack),
    ...pack.categories.flatMap((category) => categoryFindings(category, null, 1)),
    ...conditionFindings(pack),
    ...effectFindings(pack),
    ...gateFindings(pack),
    ...formFindings(pack),
    ...surveyFindings(pack),
    ...priorityFindings(pack),
    ...noticeFindings(pack),
  ];
}

type Identified = readonly { id: string }[];

const ids = (items: Identified) => new Set(items.map(({ id }) => id));

const WORDS: Readonly<Record<string, string>> = {
  category: "分类",
  tag: "标签",
  survey: "调查",
  notice: "通知",
  form: "表单",
  promise: "时限承诺",
  field: "字段",
  impact: "影响范围",
  urgency: "紧急程度",
};

const unknownId = (place: string, what: string, id: string) =>
  finding(
    "id_unknown",
    place,
    [`没有${WORDS[what] ?? what}“${id}”`, `no ${what} ${id}`],
    [`定义它，或改用已有的${WORDS[what] ?? what}。`, `Define it, or name a ${what} that is there.`],
  );

function doubleIds(pack: Pack): Finding[] {
  const sections: Record<string, Identified> = {
    kinds: pack.kinds,
    categories: allCategories(pack.categories),
    tags: pack.tags,
    promises: pack.promises,
    gates: pack.gates,
    forms: pack.forms,
    surveys: pack.surveys,
    follow_ups: pack.followUps,
    notices: pack.notices,
    "priority.keywords": pack.priority.keywords,
    ...Object.fromEntries(pack.forms.map(({ id, fields }) => [`forms[${id}].fields`, fields])),
  };
  return Object.entries(sections).flatMap(([section, items]) =>
    items
      .filter(({ id }, index) => items.findIndex((other) => other.id === id) < index)
      .map(({ id }) =>
        finding(
          "id_twice",
          `${section}[${id}]`,
          ["该编号出现了两次", "the id stands twice"],
          ["给其中一个改用新的编号，或删去一个。", "Give one of them another id, or take one out."],
        ),
      ),
  );
}

function categoryFindings({ id, children }: Category, parent: string | null, level: number): Finding[] {
  const place = `categories[${id}]`;
  const found: Finding[] = [];
  if (level > CATEGORY_LEVELS_MAX)
    found.push(
      finding(
        "category_too_deep",
        place,
        [`超过 ${CATEGORY_LEVELS_MAX} 级`, `deeper than ${CATEGORY_LEVELS_MAX} levels`],
        ["上移一级，或与上级合并。", "Move it up, or into its parent."],
      ),
    );
  const own = parent === null ? id : id.slice(parent.length + 1);
  if ((parent !== null && !id.startsWith(`${parent}.`)) || own.includes("."))
    found.push(
      finding(
        "category_path",
        place,
        [
          `编号必须是${parent === null ? "一个词" : `“${parent}.”加一个词`}`,
          `the id must be ${parent === null ? "one word" : `${parent}. and one word`}`,
        ],
        ["按所在位置改写编号。", "Write the id after the place where it stands."],
      ),
    );
  return [...found, ...children.flatMap((child) => categoryFindings(child, id, level + 1))];
}

function conditionFindings(pack: Pack): Finding[] {
  const categories = ids(allCategories(pack.categories));
  const tags = ids(pack.tags);
  const check = (place: string, when: readonly When[]) =>
    when.flatMap(({ category = [], tag = [] }) => [
      ...category.filter((id) => !categories.has(id)).map((id) => unknownId(`${place}.when.category`, "category", id)),
      ...tag.filter((id) => !tags.has(id)).map((id) => unknownId(`${place}.when.tag`, "tag", id)),
    ]);
  return [
    ...pack.promises.flatMap(({ id, when }) => check(`promises[${id}]`, when)),
    ...pack.gates.flatMap(({ id, when }) => check(`gates[${id}]`, when)),
  ];
}

function effectFindings(pack: Pack): Finding[] {
  const notices = ids(pack.notices);
  const surveys = ids(pack.surveys);
  return pack.promises.flatMap(({ id, onWarn, onBreach }) =>
    [...onWarn, ...onBreach].flatMap((effect) => {
      const place = `promises[${id}]`;
      if (effect.do === "send_survey" && !surveys.has(effect.surveyId))
        return [unknownId(place, "survey", effect.surveyId)];
      const notice = effect.do === "notify" || effect.do === "close" ? effect.noticeId : null;
      return notice !== null && !notices.has(notice) ? [unknownId(place, "notice", notice)] : [];
    }),
  );
}

function gateFindings(pack: Pack): Finding[] {
  const forms = ids(pack.forms);
  const lines = ids(pack.promises);
  return pack.gates.flatMap(({ id, demands }) =>
    demands.flatMap((demand) => {
      const place = `gates[${id}].demands`;
      if (demand.kind === "form") return forms.has(demand.formId) ? [] : [unknownId(place, "form", demand.formId)];
      const { orLine } = demand;
      return orLine === null || lines.has(orLine) ? [] : [unknownId(place, "promise", orLine)];
    }),
  );
}

function formFindings(pack: Pack): Finding[] {
  return pack.forms.flatMap((form) => {
    const fields = ids(form.fields);
    return form.fields.flatMap(({ id, type, options, requiredWhen }) => {
      const place = `forms[${form.id}].fields[${id}]`;
      const isChoice = type === "select" || type === "multi_select";
      const found: Finding[] = [];
      if (isChoice !== options.length > 0)
        found.push(
          finding(
            "options_misplaced",
            `${place}.options`,
            ["选项只用于选择字段，且选择字段必须有选项", "for a choice, and only for one"],
            ["给选择字段列出选项，或改变字段类型。", "List the options of a choice, or change the type of the field."],
          ),
        );
      if (requiredWhen && !fields.has(requiredWhen.field))
        found.push(unknownId(`${place}.required_when`, "field", requiredWhen.field));
      return found;
    });
  });
}

function surveyFindings(pack: Pack): Finding[] {
  return pack.surveys.flatMap(({ id, questions, questionsMax }) => {
    const always = questions.filter(({ shown }) => shown === "always").length;
    const room = finding(
      "survey_too_short",
      `surveys[${id}].questions_max`,
      ["少于必问的题数", "less than the questions always asked"],
      ["调大题数上限，或让部分题目轮流出现。", "Allow more questions, or let some take turns."],
    );
    const levels = questions
      .filter(({ type, levels: given }) => (type === "scale") !== given.length > 1)
      .map((question) =>
        finding(
          "survey_levels",
          `surveys[${id}].questions[${question.id}].levels`,
          ["量表题至少两级，文字题没有等级", "two or more for a scale, none for text"],
          ["补上或去掉等级。", "Add the levels, or take them out."],
        ),
      );
    return always > questionsMax ? [room, ...levels] : levels;
  });
}

function priorityFindings({ priority: { impacts, urgencies, cells, defaults } }: Pack): Finding[] {
  const found = impacts.flatMap((impact) =>
    urgencies
      .filter((urgency) => cells[impact.id]?.[urgency.id] === undefined)
      .map((urgency) =>
        finding(
          "matrix_hole",
          `priority.cells.${impact.id}.${urgency.id}`,
          ["缺少该格", "is missing"],
          ["填上 P0 到 P3 中的一个。", "Give one of P0 to P3."],
        ),
      ),
  );
  if (!ids(impacts).has(defaults.impact)) found.push(unknownId("priority.defaults.impact", "impact", defaults.impact));
  if (!ids(urgencies).has(defaults.urgency))
    found.push(unknownId("priority.defaults.urgency", "urgency", defaults.urgency));
  return found;
}

function noticeFindings(pack: Pack): Finding[] {
  const known: readonly string[] = NOTICE_VARIABLES;
  return pack.notices.flatMap(({ id, subject, body }) =>
    [subject.zh, subject.en, body.zh, body.en].flatMap((text) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .filter(([, name]) => !known.includes(name ?? ""))
        .map(([whole]) =>
          finding(
            "variable_unknown",
            `notices[${id}]`,
            [`没有变量 ${whole}`, `no variable ${whole}`],
            [`可用的变量：${known.join("、")}。`, `The variables are ${known.join(", ")}.`],
          ),
        ),
    ),
  );
}
