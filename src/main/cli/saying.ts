import { CodedError, problemOf } from "../../contract/coded-error.ts";
import { printProblem } from "./output.ts";
import { EXIT } from "./with-desk.ts";

/** Does the work of a command; what the desk refuses is said in words. @returns the exit code */
export async function saying(work: () => Promise<number | void>): Promise<number> {
  try {
    return (await work()) ?? EXIT.ok;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const zh = problemOf(error.code, error.params, "zh");
    const en = problemOf(error.code, error.params, "en");
    printProblem(`${zh.title}${zh.remedy}`, `${en.title} ${en.remedy}`);
    return EXIT.failed;
  }
}
