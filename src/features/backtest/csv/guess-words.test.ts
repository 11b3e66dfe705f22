import { describe, expect, it } from "vitest";
import { guessMeaning, guessPriority } from "./guess-words.ts";

describe("what an activity's name gives away", () => {
  it.each([
    ["New", "opened"],
    ["Active", "taken_up"],
    ["Awaiting User Info", "waiting_customer"],
    ["Awaiting Vendor", "waiting_third_party"],
    ["Pending - Implementation", "waiting_department"],
    ["Resolved", "solved"],
    ["Closed", "closed"],
    ["Cancelled", "cancelled"],
    ["Reopened", "reopened"],
    ["Customer replied", "customer_message"],
    ["Send email to customer", "answered"],
    ["Unresolved", "not_solved"],
    ["客户回复", "customer_message"],
    ["回复客户", "answered"],
    ["重新打开", "reopened"],
    ["转研发处理", "waiting_department"],
    ["等待客户提供日志", "waiting_customer"],
    ["已解决", "solved"],
    ["未解决", "not_solved"],
    ["关闭", "closed"],
    ["派单", "taken_up"],
    ["登记", "opened"],
    ["发送满意度调查", "survey_sent"],
    ["coffee", "progressed"],
  ])("%s is %s", (activity, word) => {
    expect(guessMeaning(activity)).toEqual([word]);
  });
});

describe("what a priority's name gives away", () => {
  it.each([
    ["1 - Critical", "P1"],
    ["2 - High", "P2"],
    ["3 - Moderate", "P3"],
    ["P0", "P0"],
    ["紧急", "P0"],
    ["高", "P2"],
    ["低", "P3"],
    ["purple", null],
  ])("%s is %s", (value, priority) => {
    expect(guessPriority(value)).toBe(priority);
  });
});
