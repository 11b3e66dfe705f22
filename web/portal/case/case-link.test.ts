import { expect, test } from "vitest";
import * as contract from "../../../src/contract/closing-routes.ts";
import * as ours from "./case-calls.ts";
import { readCaseLink } from "./case-link.ts";

const linkOf = (path: string) => readCaseLink(new URL(path, "https://desk.example"));

test.each([
  ["/c/case/abc", { token: "abc", answer: null, rating: null }],
  ["/c/case/abc/?answer=solved", { token: "abc", answer: "solved", rating: null }],
  ["/c/case/abc?answer=not-solved", { token: "abc", answer: "not-solved", rating: null }],
  ["/c/case/abc?rating=5", { token: "abc", answer: null, rating: 5 }],
  ["/c/case/abc?rating=6&answer=maybe", { token: "abc", answer: null, rating: null }],
  ["/c/case/abc?rating=2.5", { token: "abc", answer: null, rating: null }],
])("%s preselects what the mail's link says, and nothing that it cannot say", (path, link) => {
  expect(linkOf(path)).toEqual(link);
});

test.each(["/c/", "/c/case/", "/c/other/abc", "/c/case/abc/more"])("%s is no case", (path) => {
  expect(linkOf(path)).toBeNull();
});

test("the page calls the operations that the contract defines", () => {
  const routes = [ours.getCustomerCase, ours.confirmCase, ours.rejectCase, ours.answerCaseSurvey];
  expect(routes.map(({ id, method, path }) => ({ id, method, path }))).toEqual(
    [contract.getCustomerCase, contract.confirmCase, contract.rejectCase, contract.answerCaseSurvey].map(
      ({ id, method, path }) => ({ id, method, path }),
    ),
  );
});
