import { CATEGORY_LEVELS_MAX, type Category } from "../category.ts";
import type { Pack } from "../pack.ts";
import { sectionsOf, type Identified } from "../sections.ts";
import { finding, type Finding } from "./finding.ts";
import { referenceFindings } from "./references.ts";
import { variableFindings } from "./scripts.ts";
import { unknownId } from "./unknown-id.ts";

/** What must be right before a pack can run at all: ids that stand once and are there, a whole matrix, known variables. */
export function structureFindings(pack: Pack): Finding[] {
  return [
    ...doubleIds(pack),
    ...pack.categories.flatMap((category) => categoryFindings(category, null, 1)),
    ...referenceFindings(pack),
    ...formFindings(pack),
    ...surveyFindings(pack),
    ...priorityFindings(pack),
    ...variableFindings(pack),
  ];
}

const ids = (items: Identified) => new Set(items.map(({ id }) => id));

function doubleIds(pack: Pack): Finding[] {
  const sections: Record<string, Identified> = {
    ...sectionsOf(pack),
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
