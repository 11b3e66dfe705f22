import { SCRIPT_VARIABLES, unknownVariables } from "../../script/index.ts";
import { NOTICE_VARIABLES, type Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

/** Variables that no ticket can fill: in the double braces of a script, and in the single ones of a notice. */
export function variableFindings(pack: Pack): Finding[] {
  return [...pack.scripts.flatMap(scriptFindings), ...pack.notices.flatMap(noticeFindings)];
}

function scriptFindings({ id, text, title }: Pack["scripts"][number]): Finding[] {
  const said = [title.zh, title.en, text.zh, text.en];
  const unknown = said.flatMap((each) => unknownVariables(each).map((name) => `{{${name}}}`));
  // What a notice would fill stands as it is in a script.
  const single = said.flatMap((each) =>
    [...each.replaceAll(/\{\{[^}]*\}\}/g, "").matchAll(/\{\w+\}/g)].map(([name]) => name),
  );
  return [...new Set([...unknown, ...single])].map((name) => unknownIn(`scripts[${id}].text`, name, SCRIPT_VARIABLES));
}

function noticeFindings({ id, subject, body }: Pack["notices"][number]): Finding[] {
  const known: readonly string[] = NOTICE_VARIABLES;
  return [subject.zh, subject.en, body.zh, body.en].flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .filter(([, name]) => !known.includes(name ?? ""))
      .map(([whole]) => unknownIn(`notices[${id}]`, whole, known)),
  );
}

const unknownIn = (place: string, name: string, known: readonly string[]): Finding =>
  finding(
    "variable_unknown",
    place,
    [`没有变量 ${name}`, `no variable ${name}`],
    [`可用的变量：${known.join("、")}。`, `The variables are ${known.join(", ")}.`],
  );
