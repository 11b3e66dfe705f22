import type { When } from "../domain/clocks/index.ts";
import { allCategories, CATEGORY_LEVELS_MAX, NOTICE_VARIABLES, type Category, type Pack } from "../domain/sop/index.ts";

/** What is wrong between the parts of a pack, each with its place: double ids, names of things that are not there. */
export function packFaults(pack: Pack): string[] {
  return [
    ...doubleIds(pack),
    ...pack.categories.flatMap((category) => categoryFaults(category, null, 1)),
    ...conditionFaults(pack),
    ...effectFaults(pack),
    ...gateFaults(pack),
    ...formFaults(pack),
    ...surveyFaults(pack),
    ...priorityFaults(pack),
    ...noticeFaults(pack),
  ];
}

type Identified = readonly { id: string }[];

const ids = (items: Identified) => new Set(items.map(({ id }) => id));

function doubleIds(pack: Pack): string[] {
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
  };
  return Object.entries(sections).flatMap(([section, items]) =>
    items
      .filter(({ id }, index) => items.findIndex((other) => other.id === id) < index)
      .map(({ id }) => `${section}[${id}]: the id stands twice`),
  );
}

function categoryFaults({ id, children }: Category, parent: string | null, level: number): string[] {
  const place = `categories[${id}]`;
  const faults: string[] = [];
  if (level > CATEGORY_LEVELS_MAX) faults.push(`${place}: deeper than ${CATEGORY_LEVELS_MAX} levels`);
  const own = parent === null ? id : id.slice(parent.length + 1);
  if ((parent !== null && !id.startsWith(`${parent}.`)) || own.includes("."))
    faults.push(`${place}: the id must be ${parent === null ? "one word" : `${parent}. and one word`}`);
  return [...faults, ...children.flatMap((child) => categoryFaults(child, id, level + 1))];
}

function conditionFaults(pack: Pack): string[] {
  const categories = ids(allCategories(pack.categories));
  const tags = ids(pack.tags);
  const check = (place: string, when: readonly When[]) =>
    when.flatMap(({ category = [], tag = [] }) => [
      ...category.filter((id) => !categories.has(id)).map((id) => `${place}.when.category: no category ${id}`),
      ...tag.filter((id) => !tags.has(id)).map((id) => `${place}.when.tag: no tag ${id}`),
    ]);
  return [
    ...pack.promises.flatMap(({ id, when }) => check(`promises[${id}]`, when)),
    ...pack.gates.flatMap(({ id, when }) => check(`gates[${id}]`, when)),
  ];
}

function effectFaults(pack: Pack): string[] {
  const notices = ids(pack.notices);
  const surveys = ids(pack.surveys);
  return pack.promises.flatMap(({ id, onWarn, onBreach }) =>
    [...onWarn, ...onBreach].flatMap((effect) => {
      if (effect.do === "send_survey" && !surveys.has(effect.surveyId))
        return [`promises[${id}]: no survey ${effect.surveyId}`];
      const notice = effect.do === "notify" || effect.do === "close" ? effect.noticeId : null;
      return notice !== null && !notices.has(notice) ? [`promises[${id}]: no notice ${notice}`] : [];
    }),
  );
}

function gateFaults(pack: Pack): string[] {
  const forms = ids(pack.forms);
  const lines = ids(pack.promises);
  return pack.gates.flatMap(({ id, demands }) =>
    demands.flatMap((demand) => {
      if (demand.kind === "form")
        return forms.has(demand.formId) ? [] : [`gates[${id}].demands: no form ${demand.formId}`];
      const { orLine } = demand;
      return orLine === null || lines.has(orLine) ? [] : [`gates[${id}].demands: no promise ${orLine}`];
    }),
  );
}

function formFaults(pack: Pack): string[] {
  return pack.forms.flatMap((form) => {
    const fields = ids(form.fields);
    return form.fields.flatMap(({ id, type, options, requiredWhen }) => {
      const place = `forms[${form.id}].fields[${id}]`;
      const isChoice = type === "select" || type === "multi_select";
      return [
        ...(isChoice === options.length > 0 ? [] : [`${place}.options: for a choice, and only for one`]),
        ...(requiredWhen && !fields.has(requiredWhen.field)
          ? [`${place}.required_when: no field ${requiredWhen.field}`]
          : []),
      ];
    });
  });
}

function surveyFaults(pack: Pack): string[] {
  return pack.surveys.flatMap(({ id, questions, questionsMax }) => [
    ...(questions.filter(({ shown }) => shown === "always").length > questionsMax
      ? [`surveys[${id}].questions_max: less than the questions always asked`]
      : []),
    ...questions
      .filter(({ type, levels }) => (type === "scale") !== levels.length > 1)
      .map((question) => `surveys[${id}].questions[${question.id}].levels: two or more for a scale, none for text`),
  ]);
}

function priorityFaults({ priority: { impacts, urgencies, cells, defaults } }: Pack): string[] {
  const holes = impacts.flatMap((impact) =>
    urgencies
      .filter((urgency) => cells[impact.id]?.[urgency.id] === undefined)
      .map((urgency) => `priority.cells.${impact.id}.${urgency.id}: is missing`),
  );
  if (!ids(impacts).has(defaults.impact)) holes.push(`priority.defaults.impact: no impact ${defaults.impact}`);
  if (!ids(urgencies).has(defaults.urgency)) holes.push(`priority.defaults.urgency: no urgency ${defaults.urgency}`);
  return holes;
}

function noticeFaults(pack: Pack): string[] {
  const known: readonly string[] = NOTICE_VARIABLES;
  return pack.notices.flatMap(({ id, subject, body }) =>
    [subject.zh, subject.en, body.zh, body.en].flatMap((text) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .filter(([, name]) => !known.includes(name ?? ""))
        .map(([whole]) => `notices[${id}]: no variable ${whole}`),
    ),
  );
}
