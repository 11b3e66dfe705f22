import { expect, test } from "vitest";
import { fillVariables, unknownVariables, type ScriptValues } from "./script-variables.ts";

const VALUES: ScriptValues = {
  "contact.name": "王<伟>",
  "organisation.name": null,
  "ticket.number": "HD-1024",
  "ticket.subject": "续费",
  "agent.name": "陈工",
  "agent.number": "A07",
  "team.name": "服务台",
  due: null,
};

test("REQ: KN-04 variables are filled, escaped where asked; what has no value is named and stays", () => {
  const filled = fillVariables("{{contact.name}} {{ ticket.number }} {{due}} {{nonsense}}", VALUES, (value) =>
    value.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  );
  expect(filled).toEqual({ text: "王&lt;伟&gt; HD-1024 {{due}} {{nonsense}}", missing: ["due"] });
});

test("a value that looks like a variable is not filled again", () => {
  expect(fillVariables("{{contact.name}}", { ...VALUES, "contact.name": "{{due}}" }).text).toBe("{{due}}");
});

test("unknown variables are found once each", () => {
  expect(unknownVariables("{{contact.name}} {{x}} {{x}} {{agent.phone}} {not}")).toEqual(["x", "agent.phone"]);
});
