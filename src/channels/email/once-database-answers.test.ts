import { expect, test } from "vitest";
import { onceDatabaseAnswers } from "./once-database-answers.ts";

const away = Object.assign(new Error("terminating connection"), { code: "57P01" });

test("what is nobody's passing trouble is thrown at once, and the trouble itself when the time is over", async () => {
  let asked = 0;
  const fails = (error: Error) => () => {
    asked += 1;
    return Promise.reject(error);
  };
  await expect(onceDatabaseAnswers(fails(new Error("wrong")), 60_000)).rejects.toThrow("wrong");
  expect(asked).toBe(1);
  await expect(onceDatabaseAnswers(fails(away), 0)).rejects.toThrow("terminating");
});
