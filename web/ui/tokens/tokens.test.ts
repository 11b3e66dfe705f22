import { expect, test } from "vitest";
import { contrast } from "../../../src/domain/brand/contrast.ts";
import { color, type ColorName, type Mode } from "./tokens.ts";

const READABLE_RATIO_MIN = 4.5;
const PAIRS: [ColorName, ColorName][] = [
  ...(["text", "text-2", "text-3", "accent"] as const).flatMap((ink) =>
    (["ground", "surface", "raised", "hover"] as const).map((ground): [ColorName, ColorName] => [ink, ground]),
  ),
  ["text-2", "selected"],
  ["text-3", "selected"],
  ["calm", "calm-soft"],
  ["amber", "amber-soft"],
  ["red", "red-soft"],
  ["green", "green-soft"],
  ["blue", "blue-soft"],
  ["text", "note"],
  ["on-accent", "accent"],
];

test.each(PAIRS)("%s on %s is readable in both themes", (ink, ground) => {
  for (const mode of ["light", "dark"] satisfies Mode[])
    expect(contrast(color(ink, mode), color(ground, mode))).toBeGreaterThanOrEqual(READABLE_RATIO_MIN);
});

test("black on white is 21 : 1", () => expect(contrast("#000000", "#ffffff")).toBeCloseTo(21));
